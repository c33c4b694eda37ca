import { z } from 'zod';
import { toIso } from '@/lib/domain/clock';
import { assertObjectName } from '@/lib/domain/dns-name';
import { findCondition } from '@/lib/domain/facts/template';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan, PlannedStep } from '@/lib/domain/plan';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { say, type Text } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { knownPart } from '@/lib/remediations/known-part';
import { restartsWithOutage, workloadSpec } from '@/lib/remediations/live-workload';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { fillPercent } from '@/lib/remediations/steps/kvrocks-facts';
import { targetOf } from '@/lib/remediations/target-of';
import { restartableWorkload, type WorkloadName } from '@/lib/remediations/workload-of-finding';

const ID = 'restart-workload';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);

/** From here on KVRocks may not come up again: its recovery has to write. */
const KVROCKS_TOO_FULL_PERCENT = 97;

/**
 * Makes the pods of a workload anew, one change of its template like `kubectl rollout restart`. A StatefulSet whose pod is not ready would wait
 * for that very pod and replace nothing, so there the pod is deleted instead.
 */
export const restartWorkload = defineRemediation({
  id: ID,
  resolves: ['pod-crash-loop', 'probe-failing', 'rollout-stuck', 'cuda-unavailable'],
  risk: 'disruptive',
  permission: 'operate',
  rbac: [rights.patchDeployments, rights.patchStatefulSets, rights.deletePods],
  acts: ['release', 'models'],
  input: z.object({}),
  fits: (finding) => restartableWorkload(finding) !== undefined && (finding.checkId !== 'cuda-unavailable' || finding.hints?.cause === 'card-lost'),

  async plan(finding, _input, read, { clock }): Promise<Plan | NotPossible> {
    const workload = restartableWorkload(finding);
    if (!workload) return { notPossible: text('noWorkload') };
    assertObjectName(workload.name);
    const object = await read.object({ ...workload, apiVersion: 'apps/v1' });
    if (!object) return { notPossible: text('gone', { workload: workload.name }) };
    const obstacle = obstacleIn(object) ?? (await kvrocksObstacle(object, read));
    if (obstacle) return { notPossible: obstacle };
    const stuck = workload.kind === 'StatefulSet' ? await unreadyPods(read, workload) : [];
    return planFor(finding, workload, object, restartSteps(workload, object, stuck, toIso(clock.now())));
  },
});

function obstacleIn(object: LiveObject): Text | undefined {
  const spec = workloadSpec(object);
  const workload = object.metadata.name;
  if ((spec.replicas ?? 1) === 0) return text('switchedOff', { workload });
  if ('paused' in spec && spec.paused === true) return text('paused', { workload });
  return spec.updateStrategy?.type === 'OnDelete' ? text('onDelete', { workload }) : undefined;
}

/** The media cache on a full disk must not be restarted; when nobody can say how full it is, it is not restarted either. */
async function kvrocksObstacle(object: LiveObject, read: Readers): Promise<Text | undefined> {
  if (workloadSpec(object).template?.metadata?.labels?.tier !== 'kvrocks') return undefined;
  const { kvrocks } = await read.collect(['kvrocks']);
  if (kvrocks.status !== 'known') return text('kvrocksUnknown');
  return fillPercent(kvrocks.data) >= KVROCKS_TOO_FULL_PERCENT ? text('kvrocksFull', { limit: KVROCKS_TOO_FULL_PERCENT }) : undefined;
}

async function unreadyPods(read: Readers, { namespace, name }: WorkloadName): Promise<LiveObject[]> {
  const pods = knownPart((await read.collect(['pods'])).pods);
  const unready = pods.filter(
    (pod) =>
      pod.namespace === namespace &&
      pod.workload?.kind === 'StatefulSet' &&
      pod.workload.name === name &&
      pod.deletingSince === undefined &&
      findCondition(pod.conditions, 'Ready')?.status !== 'True',
  );
  const objects = await Promise.all(unready.map((pod) => read.object({ kind: 'Pod', apiVersion: 'v1', namespace, name: pod.name })));
  return objects.filter((object) => object !== undefined);
}

interface Restart {
  readonly steps: readonly PlannedStep[];
  readonly stuck: readonly string[];
}

function restartSteps({ kind, namespace, name }: WorkloadName, object: LiveObject, stuck: readonly LiveObject[], at: string): Restart {
  const body = { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } } } } };
  const patch = plannedStep('patch', { kind: 'patch-object', target: targetOf(object), patchType: 'strategic', body });
  const removals = stuck.map((pod) => plannedStep(`remove-${pod.metadata.name}`, { kind: 'delete-object', target: targetOf(pod), propagation: 'Background' }));
  const wait = plannedStep('wait', { kind: 'wait-rollout', workload: { kind, namespace, name }, timeoutSeconds: 900 });
  return { steps: [...(removals.length > 0 ? removals : [patch]), wait], stuck: stuck.map((pod) => pod.metadata.name) };
}

function planFor(finding: Finding, { kind, namespace, name }: WorkloadName, object: LiveObject, { steps, stuck }: Restart): Plan {
  const outage = restartsWithOutage(object);
  const patchRight = kind === 'Deployment' ? rights.patchDeployments : rights.patchStatefulSets;
  const byPod = stuck.length > 0;
  return {
    remediationId: ID,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    target: { kind, apiVersion: 'apps/v1', namespace, name },
    title: text('title', { workload: name }),
    summary: byPod ? text('summary.stuck', { workload: name, pods: stuck.join(', ') }) : text('summary.rollout', { workload: name, kind }),
    risk: 'disruptive',
    steps: [...steps],
    cost: {
      restarts: text('cost.restarts', { workload: name, pods: byPod ? stuck.length : (workloadSpec(object).replicas ?? 1) }),
      outage: outage ? text('cost.outage') : text('cost.noOutage'),
      runningWork: text('cost.runningWork'),
      undo: { possible: false, text: text('cost.undo') },
      lasts: text('cost.lasts'),
    },
    byHand: [
      ...(byPod ? stuck.map((pod) => kubectl(namespace, 'delete', 'pod', pod)) : [kubectl(namespace, 'rollout', 'restart', `${kind.toLowerCase()}/${name}`)]),
      kubectl(namespace, 'rollout', 'status', `${kind.toLowerCase()}/${name}`),
    ],
    rbac: byPod ? [patchRight, rights.deletePods] : [patchRight, rights.readPods],
    warnings: [],
    verifyWithinSeconds: 240,
  };
}

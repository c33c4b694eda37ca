import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { servingOf } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { livePodsOf, refOfWorkload } from '@/lib/checks/shared/workload-groups';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'rollout-stuck';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/** A StatefulSet has no deadline of its own; this is the default of a Deployment's. */
const STATEFUL_DEADLINE = 600_000;

type Stuck = { readonly kind: 'deadline' | 'refused' | 'stateful'; readonly message: string; readonly since: string | undefined };

/** A Deployment or StatefulSet whose change does not arrive, with the pods that hold it up. What is wrong with those is the finding of another check. */
export const rolloutStuck = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['workloads', 'pods'],
  toleratedMisses: 0,
  evaluate({ workloads, pods }, ctx) {
    return verdictOf(
      workloads.flatMap((workload) => {
        if (workload.paused || workload.desired === 0) return [];
        const own = livePodsOf(refOfWorkload(workload), pods);
        const stuck =
          workload.kind === 'Deployment' ? stuckDeployment(workload) : workload.kind === 'StatefulSet' ? stuckStatefulSet(workload, own, ctx) : undefined;
        return stuck ? [draft(workload, own, stuck, ctx)] : [];
      }),
    );
  },
});

function stuckDeployment(workload: WorkloadFact): Stuck | undefined {
  if (workload.observedGeneration < workload.generation) return undefined;
  const refused = findCondition(workload.conditions, 'ReplicaFailure');
  if (refused?.status === 'True') return { kind: 'refused', message: refused.message ?? '', since: refused.lastTransitionAt };
  const progress = findCondition(workload.conditions, 'Progressing');
  if (progress?.status !== 'False' || progress.reason !== 'ProgressDeadlineExceeded') return undefined;
  return { kind: 'deadline', message: progress.message ?? '', since: progress.lastTransitionAt };
}

/** A StatefulSet goes on only when the pod before is ready: one that never gets ready holds it up for good, also after the template was mended. */
function stuckStatefulSet(workload: WorkloadFact, pods: readonly PodFact[], ctx: CheckContext): Stuck | undefined {
  if (workload.updated >= workload.desired && workload.ready >= workload.desired) return undefined;
  const blocking = pods.find((p) => {
    const ready = findCondition(p.conditions, 'Ready');
    return ready?.status !== 'True' && ctx.now - Date.parse(ready?.lastTransitionAt ?? p.createdAt) >= STATEFUL_DEADLINE;
  });
  if (!blocking) return undefined;
  return {
    kind: 'stateful',
    message: `${blocking.name} is not ready`,
    since: findCondition(blocking.conditions, 'Ready')?.lastTransitionAt ?? blocking.createdAt,
  };
}

function draft(workload: WorkloadFact, pods: readonly PodFact[], stuck: Stuck, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const subject = refOfWorkload(workload);
  const [first] = pods;
  const ready = first ? servingOf(first, pods).ready : 0;
  const blocking = pods.filter((p) => findCondition(p.conditions, 'Ready')?.status !== 'True');
  const from = `${workload.kind.toLowerCase()}s/${workload.name}`;
  const params = { workload: workload.name, desired: workload.desired, updated: workload.updated, ready: workload.ready, pod: blocking[0]?.name ?? '' };
  return {
    checkId: ID,
    subject,
    severity: severityOf(roleOf(workload.template.labels), ready === 0),
    title: text('title', params),
    summary: text(`summary.${stuck.kind}`, params),
    evidence: [
      seen('workloads', 'condition', stuck.message || stuck.kind, { bad: true, from }),
      seen('workloads', 'counts', `${workload.desired} wanted, ${workload.updated} new, ${workload.ready} ready, ${workload.available} available`, { from }),
      ...(workload.revision === undefined ? [] : [seen('workloads', 'revision', String(workload.revision), { from })]),
      ...workload.writers.slice(0, 2).map((w) => seen('workloads', 'writer', w.manager, { from, ...(w.at ? { at: w.at } : {}) })),
      ...blocking.map((p) => seen('pods', 'blocking', `${p.name}: ${stateOf(p)}`, { from: `pods/${p.name}` })),
    ],
    falseIf: text('falseIf'),
    // Whatever is found about its own pods explains it; where nothing is, it stands for itself.
    ...(blocking.length > 0 ? { causedBy: { subject } } : {}),
    ...(stuck.since ? { since: stuck.since } : {}),
    hints: {
      namespace: workload.namespace,
      workloadKind: workload.kind,
      workload: workload.name,
      cause: stuck.kind,
      ...(workload.revision === undefined ? {} : { revision: String(workload.revision) }),
      ...(params.pod ? { pod: params.pod } : {}),
    },
  };
}

function stateOf(pod: PodFact): string {
  const waiting = pod.containers.find((c) => c.state.kind === 'waiting' && c.state.reason !== undefined);
  return waiting?.state.reason ?? findCondition(pod.conditions, 'PodScheduled')?.reason ?? `${pod.phase}, not ready`;
}

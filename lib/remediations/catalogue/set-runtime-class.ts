import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { say } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { knownPart } from '@/lib/remediations/known-part';
import { restartsWithOutage, templateGpus, workloadSpec } from '@/lib/remediations/live-workload';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation, type FinishedRun } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { targetOf } from '@/lib/remediations/target-of';

const ID = 'set-runtime-class';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const rbac = [rights.patchDeployments, rights.readPods, rights.execInPods];

const keptSchema = z.object({ namespace: z.string(), deployment: z.string(), class: z.string() });

/**
 * Names the NVIDIA runtime class in the Deployment of a function that asks for a GPU. Nuclio leaves a field it does not know alone, so the
 * patch outlives redeploys and restarts; it goes with the Deployment, when the function is deleted and created anew.
 */
export const setRuntimeClass = defineRemediation({
  id: ID,
  resolves: ['gpu-runtime-class-missing', 'cuda-unavailable'],
  risk: 'disruptive',
  permission: 'operate',
  rbac,
  acts: ['models'],
  input: z.object({}),
  // A card that was lost and a CPU build of the framework have other cures.
  fits: ({ checkId, hints }) => checkId !== 'cuda-unavailable' || hints?.hasRuntimeClass === 'no',

  async plan(finding, _input, read): Promise<Plan | NotPossible> {
    const namespace = finding.subject.namespace ?? '';
    const name = assertObjectName(finding.hints?.deployment ?? `nuclio-${finding.subject.name}`);
    const classes = knownPart((await read.collect(['runtimeClasses'])).runtimeClasses);
    const runtimeClass = classes.find((c) => c.name === finding.hints?.runtimeClass) ?? classes.find((c) => c.handler === 'nvidia');
    if (!runtimeClass) return { notPossible: text('noClass') };
    const deployment = await readDeployment(read, namespace, name);
    if (!deployment) return { notPossible: text('noDeployment', { deployment: name }) };
    const present = workloadSpec(deployment).template?.spec?.runtimeClassName;
    if (present !== undefined) return { notPossible: text('present', { deployment: name, class: present }) };
    if (templateGpus(deployment) === 0) return { notPossible: text('noGpu', { deployment: name }) };
    return planFor(finding, deployment, runtimeClass.name);
  },

  async undo(run, read): Promise<Plan | NotPossible> {
    const kept = keptSchema.parse(run.plan.kept);
    const deployment = await readDeployment(read, kept.namespace, kept.deployment);
    if (!deployment) return { notPossible: text('noDeployment', { deployment: kept.deployment }) };
    const present = workloadSpec(deployment).template?.spec?.runtimeClassName;
    if (present !== kept.class) return { notPossible: text('undoMoved', { deployment: kept.deployment, class: kept.class }) };
    return undoFor(run, deployment, kept.class);
  },
});

function readDeployment(read: Readers, namespace: string, name: string): Promise<LiveObject | undefined> {
  return read.object({ kind: 'Deployment', apiVersion: 'apps/v1', namespace, name });
}

function planFor(finding: Finding, deployment: LiveObject, runtimeClass: string): Plan {
  const { name, namespace = '' } = deployment.metadata;
  const outage = restartsWithOutage(deployment);
  const model = finding.subject.name;
  const body = { spec: { template: { spec: { runtimeClassName: runtimeClass } } } };
  return {
    remediationId: ID,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    target: { kind: 'Deployment', apiVersion: 'apps/v1', namespace, name },
    title: text('title', { model }),
    summary: text('summary', { deployment: name, class: runtimeClass }),
    risk: 'disruptive',
    steps: [
      plannedStep('patch', { kind: 'patch-object', target: targetOf(deployment), patchType: 'strategic', body }),
      plannedStep('wait', { kind: 'wait-rollout', workload: { kind: 'Deployment', namespace, name }, timeoutSeconds: 600 }),
      plannedStep('ask', { kind: 'ask-cuda', namespace, name: model, timeoutSeconds: 60 }),
    ],
    cost: {
      restarts: text('cost.restarts', { deployment: name }),
      outage: outage ? text('cost.outage') : text('cost.noOutage'),
      runningWork: text('cost.runningWork', { model }),
      undo: { possible: true, text: text('cost.undo') },
      lasts: text('cost.lasts'),
    },
    lasting: { text: text('lasting'), snippet: lastingSnippet(runtimeClass, deployment.metadata.labels?.['nuclio.io/project-name'] ?? 'cvat') },
    byHand: [
      kubectl(namespace, 'patch', 'deployment', name, '-p', JSON.stringify(body)),
      kubectl(namespace, 'rollout', 'status', `deployment/${name}`),
      kubectl(namespace, 'exec', `deployment/${name}`, '--', 'sh', '-c', 'ls -1 /dev/nvidia*'),
    ],
    rbac,
    kept: { namespace, deployment: name, class: runtimeClass },
    warnings: outage ? [] : [text('warnRolling')],
    verifyWithinSeconds: 180,
  };
}

function undoFor(run: FinishedRun, deployment: LiveObject, runtimeClass: string): Plan {
  const { name, namespace = '' } = deployment.metadata;
  const body = { spec: { template: { spec: { runtimeClassName: null } } } };
  return {
    ...run.plan,
    title: text('undo.title', { deployment: name }),
    summary: text('undo.summary', { deployment: name, class: runtimeClass }),
    steps: [
      plannedStep('patch', { kind: 'patch-object', target: targetOf(deployment), patchType: 'strategic', body }),
      plannedStep('wait', { kind: 'wait-rollout', workload: { kind: 'Deployment', namespace, name }, timeoutSeconds: 600 }),
    ],
    cost: { ...run.plan.cost, undo: { possible: false, text: text('undo.again') }, lasts: text('undo.lasts') },
    lasting: undefined,
    byHand: [kubectl(namespace, 'patch', 'deployment', name, '-p', JSON.stringify(body))],
    warnings: [],
    isUndo: true,
  };
}

/** An entry with an empty functionConfig would blank the functions' event timeout, so the value stands there in full. */
function lastingSnippet(runtimeClass: string, project: string): string {
  return `nuclio:
  platform:
    functionAugmentedConfigs:
      - labelSelector:
          matchLabels:
            nuclio.io/project-name: ${project}
        functionConfig:
          spec:
            eventTimeout: 30s
        kubernetes:
          deployment:
            spec:
              template:
                spec:
                  runtimeClassName: ${runtimeClass}
`;
}

import { z } from 'zod';
import type { ReplicaSetFact } from '@/lib/domain/facts/workload';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { holdsSecret } from '@/lib/domain/redact';
import { say } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { jsonChanges } from '@/lib/remediations/json-changes';
import { knownPart } from '@/lib/remediations/known-part';
import { restartsWithOutage } from '@/lib/remediations/live-workload';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { targetOf } from '@/lib/remediations/target-of';

const ID = 'undo-rollout';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const rbac = [rights.patchDeployments, rights.readReplicaSets, rights.readPods];

const keptSchema = z.object({ namespace: z.string(), deployment: z.string(), replicaSet: z.string() });

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
}

/** Puts a Deployment back to the pod template it had before the change that does not arrive. Only what differs is sent. */
export const undoRollout = defineRemediation({
  id: ID,
  resolves: ['rollout-stuck', 'pod-config-error', 'image-pull-failure', 'pod-crash-loop'],
  risk: 'disruptive',
  permission: 'operate',
  rbac,
  acts: ['release', 'models'],
  input: z.object({}),
  fits: ({ subject }) => subject.kind === 'Deployment',

  async plan(finding, _input, read): Promise<Plan | NotPossible> {
    const { namespace = '', name } = finding.subject;
    const revisions = await revisionsOf(read, namespace, name);
    const [current, ...older] = revisions;
    if (!current) return { notPossible: text('noRevisions', { deployment: name }) };
    const previous = older.find((r) => r.ready > 0) ?? older[0];
    if (!previous) return { notPossible: text('noPrevious', { deployment: name }) };
    return planBetween(read, { namespace, name, current, previous, fingerprint: finding.fingerprint, checkId: finding.checkId });
  },

  async undo(run, read): Promise<Plan | NotPossible> {
    const kept = keptSchema.parse(run.plan.kept);
    const revisions = await revisionsOf(read, kept.namespace, kept.deployment);
    const wanted = revisions.find((r) => r.name === kept.replicaSet);
    const [current] = revisions;
    if (!current || !wanted) return { notPossible: text('revisionGone', { replicaSet: kept.replicaSet }) };
    if (current.name === wanted.name) return { notPossible: text('undoMoved', { deployment: kept.deployment }) };
    const { fingerprint, checkId } = run.plan;
    const plan = await planBetween(read, { namespace: kept.namespace, name: kept.deployment, current, previous: wanted, fingerprint, checkId });
    if ('notPossible' in plan) return plan;
    const undo = { possible: false, text: text('cost.undoAgain') };
    return { ...plan, title: text('undoTitle', { deployment: kept.deployment }), cost: { ...plan.cost, undo }, isUndo: true };
  },
});

/** The Deployment's ReplicaSets, newest revision first. */
async function revisionsOf(read: Readers, namespace: string, name: string): Promise<ReplicaSetFact[]> {
  const sets = knownPart((await read.collect(['replicaSets'])).replicaSets);
  return sets.filter((r) => r.namespace === namespace && r.owner === name).sort((a, b) => b.revision - a.revision);
}

interface Move {
  readonly namespace: string;
  readonly name: string;
  readonly current: ReplicaSetFact;
  readonly previous: ReplicaSetFact;
  readonly fingerprint: string;
  readonly checkId: string;
}

async function planBetween(read: Readers, move: Move): Promise<Plan | NotPossible> {
  const { namespace, name, previous } = move;
  const [deployment, set] = await Promise.all([
    read.object({ kind: 'Deployment', apiVersion: 'apps/v1', namespace, name }),
    read.object({ kind: 'ReplicaSet', apiVersion: 'apps/v1', namespace, name: previous.name }),
  ]);
  if (!deployment) return { notPossible: text('gone', { deployment: name }) };
  if (!set) return { notPossible: text('revisionGone', { replicaSet: previous.name }) };
  const body = jsonChanges(deployment.spec?.template, templateOf(set), '/spec/template');
  if (body.length === 0) return { notPossible: text('same', { deployment: name, revision: previous.revision }) };
  if (holdsSecret(body)) return { notPossible: text('secret', { deployment: name, revision: previous.revision }) };
  return planFor(deployment, move, body as never);
}

/** A ReplicaSet's template is the Deployment's plus the hash label that tells its pods apart. */
function templateOf(set: LiveObject): unknown {
  const template = set.spec?.template as Template;
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

type Body = Extract<Plan['steps'][number]['operation'], { kind: 'patch-object' }>['body'];

function planFor(deployment: LiveObject, { namespace, name, current, previous, fingerprint, checkId }: Move, body: Body): Plan {
  return {
    remediationId: ID,
    fingerprint,
    checkId,
    target: { kind: 'Deployment', apiVersion: 'apps/v1', namespace, name },
    title: text('title', { deployment: name }),
    summary: text('summary', { deployment: name, from: current.revision, to: previous.revision }),
    risk: 'disruptive',
    steps: [
      plannedStep('patch', { kind: 'patch-object', target: targetOf(deployment), patchType: 'json', body }),
      plannedStep('wait', { kind: 'wait-rollout', workload: { kind: 'Deployment', namespace, name }, timeoutSeconds: 900 }),
    ],
    cost: {
      restarts: text('cost.restarts', { deployment: name }),
      outage: restartsWithOutage(deployment) ? text('cost.outage') : text('cost.noOutage'),
      runningWork: text('cost.runningWork'),
      undo: { possible: true, text: text('cost.undo', { from: current.revision }) },
      lasts: text('cost.lasts'),
    },
    lasting: { text: text('lasting') },
    byHand: [
      kubectl(namespace, 'rollout', 'undo', `deployment/${name}`, `--to-revision=${previous.revision}`),
      kubectl(namespace, 'rollout', 'status', `deployment/${name}`),
    ],
    rbac,
    kept: { namespace, deployment: name, replicaSet: current.name },
    warnings: [text('warnConfig'), ...(previous.ready === 0 ? [text('warnUntried', { revision: previous.revision })] : [])],
    verifyWithinSeconds: 180,
  };
}

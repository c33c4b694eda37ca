import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import { findCondition } from '@/lib/domain/facts/template';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import { podsOfFunction } from '@/lib/domain/pods-of-function';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { holdsSecret } from '@/lib/domain/redact';
import { say } from '@/lib/domain/text';
import { knownPart } from '@/lib/remediations/known-part';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { functionState } from '@/lib/remediations/steps/function-status';

const ID = 'delete-failed-function';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const rbac = [rights.readFunctions, rights.readDeployments, rights.readPods];

const jsonRecord = z.record(z.string(), z.json());
const keptSchema = z.object({ namespace: z.string(), name: z.string(), metadata: jsonRecord, spec: jsonRecord });

/** Deletes a function in state `error`, with what Nuclio made for it. Refuses while pods of it still serve. Its specification is kept for the way back. */
export const deleteFailedFunction = defineRemediation({
  id: ID,
  resolves: ['function-failed'],
  risk: 'destructive',
  permission: 'operate',
  rbac,
  acts: ['models'],
  input: z.object({}),
  fits: ({ subject }) => subject.kind === 'NuclioFunction',

  async plan(finding, _input, read): Promise<Plan | NotPossible> {
    const { namespace = '', name } = finding.subject;
    assertObjectName(name);
    const object = await read.functionObject(namespace, name);
    if (!object) return { notPossible: text('gone', { model: name }) };
    const state = functionState(object);
    if (state !== 'error') return { notPossible: text('notFailed', { model: name, state: state ?? '?' }) };
    const serving = await servingPods(read, namespace, name);
    if (serving > 0) return { notPossible: text('serving', { model: name, pods: serving }) };
    return planFor(finding, object);
  },

  async undo(run, read): Promise<Plan | NotPossible> {
    const { namespace, name, metadata, spec } = keptSchema.parse(run.plan.kept);
    if (await read.functionObject(namespace, name)) return { notPossible: text('there', { model: name }) };
    return {
      ...run.plan,
      title: text('undo.title', { model: name }),
      summary: text('undo.summary', { model: name }),
      risk: 'disruptive',
      steps: [plannedStep('create', { kind: 'create-function', namespace, name, metadata, spec })],
      cost: { ...run.plan.cost, undo: { possible: false, text: text('undo.again') }, lasts: text('undo.lasts') },
      confirm: undefined,
      warnings: [text('undo.warnBuild')],
      byHand: [],
      isUndo: true,
    };
  },
});

async function servingPods(read: Readers, namespace: string, name: string): Promise<number> {
  const pods = knownPart((await read.collect(['pods'])).pods);
  const own = podsOfFunction({ namespace, name }, pods);
  return own.filter((pod) => pod.deletingSince === undefined && findCondition(pod.conditions, 'Ready')?.status === 'True').length;
}

/** The parts of a function Nuclio takes back on creation. `undefined` when it holds something that looks secret: then nothing of it is kept. */
function keptOf(object: LiveObject): z.infer<typeof keptSchema> | undefined {
  const { name, namespace = '', labels = {}, annotations = {} } = object.metadata;
  if (holdsSecret(object.spec) || holdsSecret(annotations)) return undefined;
  return keptSchema.parse(JSON.parse(JSON.stringify({ namespace, name, metadata: { name, namespace, labels, annotations }, spec: object.spec ?? {} })));
}

function planFor(finding: Finding, object: LiveObject): Plan {
  const { name, namespace = '', resourceVersion } = object.metadata;
  const kept = keptOf(object);
  return {
    remediationId: ID,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    target: { kind: 'NuclioFunction', apiVersion: object.apiVersion, namespace, name },
    title: text('title', { model: name }),
    summary: text('summary', { model: name }),
    risk: 'destructive',
    steps: [
      plannedStep('delete', { kind: 'delete-function', namespace, name, resourceVersion }),
      plannedStep('gone', { kind: 'wait-function-gone', namespace, name, timeoutSeconds: 180 }),
    ],
    cost: {
      restarts: text('cost.restarts', { model: name }),
      outage: text('cost.outage'),
      undo: kept ? { possible: true, text: text('cost.undo') } : { possible: false, text: text('cost.noUndo') },
      lasts: text('cost.lasts'),
    },
    byHand: [`kubectl -n ${namespace} get nucliofunction ${name} -o yaml > ${name}.yaml`, `nuctl delete function ${name} -n ${namespace}`],
    rbac,
    confirm: name,
    ...(kept && { kept }),
    warnings: [text('warnClass'), ...(kept ? [] : [text('warnSecret')])],
    verifyWithinSeconds: 60,
  };
}

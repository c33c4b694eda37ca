import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan, PlannedStep } from '@/lib/domain/plan';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { holdsSecret } from '@/lib/domain/redact';
import { say } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { knownPart } from '@/lib/remediations/known-part';
import { workloadSpec } from '@/lib/remediations/live-workload';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { functionState, isAtWork } from '@/lib/remediations/steps/function-status';
import { targetOf } from '@/lib/remediations/target-of';

const ID = 'release-stuck-build';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const deleteJobs = { apiGroup: 'batch', resource: 'jobs', verbs: ['get', 'list', 'delete'], namespaced: true };
const rbac = [rights.patchFunctions, rights.readDeployments, deleteJobs];

/**
 * Frees a function whose build nobody carries on any more. While it says `building`, Nuclio refuses to update, deploy or delete it; its state
 * is set to `error` on the resource itself. Where the Deployment still runs the image from before, the function gets it back without a build.
 */
export const releaseStuckBuild = defineRemediation({
  id: ID,
  resolves: ['function-build-stuck'],
  risk: 'disruptive',
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
    if (!isAtWork(state)) return { notPossible: text('notBuilding', { model: name, state: state ?? '?' }) };
    const [jobs, image] = await Promise.all([liveBuilds(read, namespace, name), runningImage(read, namespace, name)]);
    return planFor(finding, object, { jobs, image: holdsSecret(object.spec) ? undefined : image });
  },
});

/** Build Jobs of this function that still run. Nuclio labels them with nothing; the name is cut, so only its beginning is compared. */
async function liveBuilds(read: Readers, namespace: string, name: string): Promise<LiveObject[]> {
  const beginning = `nuclio-kanikojob.nuclioprocessor${name.replaceAll('-', '')}`.slice(0, 52);
  const jobs = knownPart((await read.collect(['jobs'])).jobs);
  const live = jobs.filter((job) => job.namespace === namespace && job.active > 0 && job.name.startsWith(beginning));
  const objects = await Promise.all(live.map((job) => read.object({ kind: 'Job', apiVersion: 'batch/v1', namespace, name: job.name })));
  return objects.filter((job) => job !== undefined);
}

async function runningImage(read: Readers, namespace: string, name: string): Promise<string | undefined> {
  const deployment = await read.object({ kind: 'Deployment', apiVersion: 'apps/v1', namespace, name: `nuclio-${name}` });
  return deployment && workloadSpec(deployment).template?.spec?.containers?.find((c) => c.name === 'nuclio')?.image;
}

interface Found {
  readonly jobs: readonly LiveObject[];
  readonly image: string | undefined;
}

function planFor(finding: Finding, object: LiveObject, { jobs, image }: Found): Plan {
  const { name, namespace = '' } = object.metadata;
  const body = { status: { state: 'error', message: 'The build did not end; released by Loupe.' } };
  return {
    remediationId: ID,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    target: { kind: 'NuclioFunction', apiVersion: object.apiVersion, namespace, name },
    title: text('title', { model: name }),
    summary: image ? text('summary.back', { model: name, image }) : text('summary.error', { model: name }),
    risk: 'disruptive',
    steps: [
      plannedStep('state', { kind: 'patch-object', target: targetOf(object), patchType: 'merge', body }),
      ...jobs.map((job, index) => plannedStep(`job-${index + 1}`, { kind: 'delete-object', target: targetOf(job), propagation: 'Background' })),
      ...(image ? wayBack(object, image) : []),
    ],
    cost: {
      restarts: image ? text('cost.restarts') : text('cost.noRestarts'),
      outage: image ? text('cost.outage') : text('cost.noOutage'),
      ...(jobs.length > 0 && { runningWork: text('cost.build', { jobs: jobs.length }) }),
      undo: { possible: false, text: text('cost.undo') },
      lasts: text('cost.lasts'),
    },
    byHand: [
      kubectl(namespace, 'patch', 'nucliofunction', name, '--type=merge', '-p', JSON.stringify(body)),
      ...jobs.map((job) => kubectl(namespace, 'delete', 'job', job.metadata.name)),
    ],
    rbac,
    warnings: image ? [] : [text('warnNoImage', { model: name })],
    verifyWithinSeconds: 60,
  };
}

/** The specification as it stands, with the image that runs and without a build. No version: the step before has just changed it. */
function wayBack(object: LiveObject, image: string): PlannedStep[] {
  const { name, namespace = '', labels = {}, annotations = {} } = object.metadata;
  const own = JSON.parse(JSON.stringify(object.spec ?? {}));
  const spec = { ...own, image, build: { ...own.build, mode: 'neverBuild' } };
  const update = { kind: 'update-function' as const, namespace, name, resourceVersion: '', metadata: { name, namespace, labels, annotations }, spec };
  return [plannedStep('back', update), plannedStep('wait', { kind: 'wait-function-state', namespace, name, states: ['ready'], timeoutSeconds: 420 })];
}

import { randomUUID } from 'node:crypto';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { FUNCTION } from './function-states';
import { asJson } from './typed-spec';

export const JOB = 'batch/v1/Job';
const RANDOM_LENGTH = 10;
const NAME_LENGTH = 63;

/**
 * The Job that builds a function's image. As measured: no label of Nuclio's, no second try, no time to live after the end, and the bundle is fetched
 * from port 8070 of the dashboard whatever port it is reached on.
 */
export function kanikoJob(world: LabWorld, namespace: string, name: string, image: string): LabObject {
  const spec = asJson(world.store.get(FUNCTION, namespace, name)?.spec);
  const some = () => Math.floor(1e9 + world.random() * 1e9);
  const bundle = `${some()}-nuclio_processor-${name}_latest.tar.gz`;
  const staging = `/tmp/nuclio-build-${some()}/staging`;
  const fetch = `wget -T 5 -c http://${world.release}-nuclio-dashboard:8070/kaniko/${bundle} -P /tmp`;
  const job = jobName(world, name);
  const uid = randomUUID();
  const labels = { 'job-name': job, 'batch.kubernetes.io/job-name': job, 'controller-uid': uid, 'batch.kubernetes.io/controller-uid': uid };
  const args = [
    ...[`--dockerfile=${staging}/Dockerfile.processor`, `--context=${staging}`, `--destination=${image}`],
    ...['--push-retry=3', '--image-fs-extract-retry=3', '--cache=true'],
    ...[`--build-arg=NUCLIO_LABEL=${world.nuclio.version}`, '--build-arg=NUCLIO_ARCH=amd64', '--build-arg=NUCLIO_BUILD_LOCAL_HANDLER_DIR=handler'],
  ];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: job, namespace, uid, labels },
    spec: {
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      activeDeadlineSeconds: asJson(spec.build).buildTimeoutSeconds ?? 3600,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          ...(spec.nodeSelector ? { nodeSelector: spec.nodeSelector } : {}),
          initContainers: [
            { name: 'fetch-bundle', image: 'busybox:stable', command: ['/bin/sh'], args: ['-c', `while true; do ${fetch} && break; done`] },
            { name: 'extract-bundle', image: 'busybox:stable', command: ['tar', '-xvf', `/tmp/${bundle}`, '-C', '/'] },
          ],
          containers: [{ name: 'kaniko-executor', image: 'gcr.io/kaniko-project/executor:v1.23.2', args }],
        },
      },
    },
  };
}

function jobName(world: LabWorld, name: string): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => Math.floor(world.random() * 36).toString(36)).join('');
  const fixed = `nuclio-kanikojob.nuclioprocessor${name.replaceAll('-', '')}latest`;
  return `${fixed.slice(0, NAME_LENGTH - RANDOM_LENGTH - 1)}.${random}`;
}

export type JobOutcome = 'running' | 'done' | 'failed' | 'out-of-time' | 'gone';

/** What has become of a Job. */
export function jobOutcome(world: LabWorld, job: LabObject): JobOutcome {
  const now = world.store.get(JOB, job.metadata.namespace, job.metadata.name);
  if (!now) return 'gone';
  const conditions = (asJson(now.status).conditions ?? []) as { type: string; status: string; reason?: string }[];
  const over = conditions.find(({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'));
  if (!over) return 'running';
  if (over.type === 'Complete') return 'done';
  return over.reason === 'DeadlineExceeded' ? 'out-of-time' : 'failed';
}

/** The Job's pod, while there is one. */
export function jobPod(world: LabWorld, job: LabObject): LabObject | undefined {
  return world.store.list('v1/Pod', job.metadata.namespace).find(({ metadata }) => metadata.labels?.['job-name'] === job.metadata.name);
}

/** Why a build is given up although its Job goes on: its pod finds no node. */
export function unscheduledCause(world: LabWorld, job: LabObject): string | undefined {
  const pod = jobPod(world, job);
  const conditions = (asJson(pod?.status).conditions ?? []) as { type: string; status: string; message?: string }[];
  const refused = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (!pod || !refused) return undefined;
  const { name } = job.metadata;
  return `Job was not completed in time, job name: ${name}. Error: FailedScheduling event for Kaniko pod ${pod.metadata.name}. Message: ${refused.message}`;
}

/** Log of the Job's pod, as the dashboard puts it into the function's message. */
export function jobLog(world: LabWorld, job: LabObject): string {
  const { namespace = '' } = job.metadata;
  const pod = jobPod(world, job);
  const lines = pod && world.answers.log({ namespace, pod: pod.metadata.name, container: 'kaniko-executor', previous: false });
  return (lines ?? []).map(({ line }) => `${line}\n`).join('');
}

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
  const bundle = `http://${world.release}-nuclio-dashboard:8070/kaniko/${name}.tar.gz`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: jobName(world, name), namespace },
    spec: {
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      activeDeadlineSeconds: asJson(spec.build).buildTimeoutSeconds ?? 3600,
      template: {
        metadata: {},
        spec: {
          restartPolicy: 'Never',
          ...(spec.nodeSelector ? { nodeSelector: spec.nodeSelector } : {}),
          initContainers: [
            {
              name: 'fetch-bundle',
              image: 'busybox:stable',
              args: ['/bin/sh', '-c', `while true; do wget -T 5 -c ${bundle} -P /kaniko/bundle && break; done`],
            },
            { name: 'extract-bundle', image: 'busybox:stable', args: ['tar', '-xvf', '/kaniko/bundle/bundle.tar.gz', '-C', '/kaniko/build'] },
          ],
          containers: [
            { name: 'kaniko-executor', image: 'gcr.io/kaniko-project/executor:v1.23.2', args: [`--destination=${image}`, '--cache=true', '--push-retry=3'] },
          ],
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

/** Log of the Job's pod, as the dashboard puts it into the function's message. */
export function jobLog(world: LabWorld, job: LabObject): string {
  const { namespace = '', name } = job.metadata;
  const pod = world.store.list('v1/Pod', namespace).find(({ metadata }) => metadata.labels?.['job-name'] === name);
  const lines = pod && world.answers.log({ namespace, pod: pod.metadata.name, container: 'kaniko-executor', previous: false });
  return (lines ?? []).map(({ line }) => `${line}\n`).join('');
}

import type { LabObject } from '../world/object-store';
import { type Dashboard, nanoseconds, registryOf } from './dashboard';
import { DASHBOARD, FUNCTION } from './function-states';
import { asJson } from './typed-spec';

/** Measured: a small function built by kaniko is done at the first poll. */
const BUILD_MS = 8_000;
const JOB = 'batch/v1/Job';

/**
 * Builds with a kaniko Job. The build lives in the dashboard's process: when that is lost (`abandonedBuilds`, or the dashboard goes down before the
 * end) nothing ever ends it, and the function stays `building`.
 */
export function startBuild(dashboard: Dashboard, namespace: string, name: string): void {
  const { world } = dashboard;
  const hash = asJson(world.store.get(FUNCTION, namespace, name)?.spec).imageHash;
  const image = `${registryOf(dashboard)}/nuclio/processor-${name}:latest`;
  const job = world.store.put(kanikoJob(dashboard, namespace, name, image), DASHBOARD);
  world.timers.after(BUILD_MS, () => {
    if (world.nuclio.dashboardDown || world.abandonedBuilds.has(name)) return;
    const now = world.store.get(FUNCTION, namespace, name);
    // Somebody else's by now: deleted, replaced, or ended by hand.
    if (!now || asJson(now.status).state !== 'building' || asJson(now.spec).imageHash !== hash) return;
    completeJob(dashboard, job);
    world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
      Object.assign(draft.spec, { image, imageHash: nanoseconds(dashboard), runRegistry: registryOf(dashboard) });
      const build = asJson(draft.spec.build);
      const entry = build.functionSourceCode ? { codeEntryType: 'sourceCode' } : {};
      draft.spec.build = { ...build, ...entry, timestamp: Math.floor(world.clock.now() / 1000) };
      draft.status.state = 'waitingForResourceConfiguration';
    });
  });
}

/** No label of Nuclio's, no time to live after the end: both as measured. */
function kanikoJob(dashboard: Dashboard, namespace: string, name: string, image: string): LabObject {
  const { world } = dashboard;
  const suffix = `${dashboard.next()}`.padStart(10, '0');
  const spec = asJson(world.store.get(FUNCTION, namespace, name)?.spec);
  const bundle = `http://${world.release}-nuclio-dashboard:8070/kaniko/${name}.tar.gz`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `nuclio-kanikojob.nuclioprocessor${name.replaceAll('-', '')}latest`.slice(0, 52).concat(`.${suffix}`), namespace },
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
          containers: [{ name: 'kaniko-executor', image: 'gcr.io/kaniko-project/executor:v1.23.2', args: [`--destination=${image}`, '--cache=true'] }],
        },
      },
    },
    status: { active: 1, startTime: new Date(world.clock.now()).toISOString() },
  };
}

function completeJob({ world }: Dashboard, job: LabObject): void {
  const at = new Date(world.clock.now()).toISOString();
  world.store.change(
    JOB,
    job.metadata.namespace,
    job.metadata.name,
    DASHBOARD,
    (draft) => {
      if (asJson(draft.status).completionTime) return;
      const conditions = [{ type: 'Complete', status: 'True', lastProbeTime: at, lastTransitionTime: at }];
      draft.status = { startTime: asJson(draft.status).startTime, completionTime: at, succeeded: 1, conditions };
    },
    'status',
  );
}

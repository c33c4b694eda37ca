import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { type Dashboard, nanoseconds, registryOf } from './dashboard';
import type { OpenDeployLog } from './deploy-log';
import { DASHBOARD, FUNCTION } from './function-states';
import { type JobOutcome, jobLog, jobOutcome, jobPod, kanikoJob, unscheduledCause } from './kaniko-job';
import { asJson } from './typed-spec';

const POLL_MS = 5_000;
/** How long a build's pod may look for a node. */
const UNSCHEDULABLE_MS = 300_000;

/**
 * Builds with a kaniko Job and looks after it. The build lives in the dashboard's process: when that is lost before the end (`abandonedBuilds`, or the
 * dashboard goes down or starts anew) nothing ever ends it, and the function stays `building`.
 */
export function startBuild(dashboard: Dashboard, namespace: string, name: string, log: OpenDeployLog): void {
  const { world } = dashboard;
  const image = `nuclio/processor-${name}:latest`;
  const destination = `${registryOf(dashboard)}/${image}`;
  const label = world.nuclio.version;
  log.add({ message: 'Building', name, builderKind: 'kaniko', versionInfo: `Label: ${label}, Git commit: , OS: linux, Arch: amd64, Go version: go1.26` });
  log.add({ message: 'Staging files and preparing base images', requestID: undefined });
  const job = world.store.put(kanikoJob(world, namespace, name, destination), DASHBOARD);
  log.add({ message: 'Building processor image', registryURL: registryOf(dashboard), taggedImageName: image });
  const starts = world.nuclio.dashboardStarts;
  const since = world.clock.now();

  function poll() {
    if (world.abandonedBuilds.has(name) || dashboard.isGone(starts)) return;
    const now = world.store.get(FUNCTION, namespace, name);
    // Somebody else's by now: deleted, replaced, or ended by hand.
    if (!now || asJson(now.status).state !== 'building' || dashboard.logs.get(`${namespace}/${name}`) !== log.lines) return;
    const outcome = jobOutcome(world, job);
    const cause = outcome === 'running' && world.clock.now() - since >= UNSCHEDULABLE_MS ? unscheduledCause(world, job) : undefined;
    if (outcome === 'done') finish(dashboard, namespace, name, destination, log);
    else if (outcome !== 'running' || cause) fail(dashboard, job, name, cause ?? failureOf(world, job, outcome), log);
    else world.timers.after(POLL_MS, poll);
  }

  world.timers.after(POLL_MS, poll);
}

function finish(dashboard: Dashboard, namespace: string, name: string, image: string, log: OpenDeployLog): void {
  const { world } = dashboard;
  log.add({ message: 'Build complete', image: `nuclio/processor-${name}:latest` });
  world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
    Object.assign(draft.spec, { image, imageHash: nanoseconds(dashboard), runRegistry: registryOf(dashboard) });
    draft.spec.build = { ...asJson(draft.spec.build), timestamp: Math.floor(world.clock.now() / 1000) };
    draft.status.state = 'waitingForResourceConfiguration';
  });
}

/** A Job past its deadline has lost its pod, and with it the log. */
function failureOf(world: LabWorld, job: LabObject, outcome: JobOutcome): string {
  return outcome === 'failed' ? `Job failed. Job logs:\n${jobLog(world, job)}` : `No pods found for job ${job.metadata.name}`;
}

function fail(dashboard: Dashboard, job: LabObject, name: string, cause: string, log: OpenDeployLog): void {
  const { world } = dashboard;
  const { namespace } = job.metadata;
  const message = `\nError - ${cause}\n\nCall stack:\nFailed to build processor image\n`;
  const pod = jobPod(world, job);
  if (pod?.status?.phase === 'Failed') {
    const { conditions, containerStatuses, initContainerStatuses = [] } = pod.status;
    log.add({ level: 'warn', message: '', phase: 'Failed', reason: '', jobName: job.metadata.name, conditions, containerStatuses, initContainerStatuses });
  }
  log.add({ level: 'warn', message: 'Function creation failed, setting state to error', err: message });
  world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
    draft.spec.imageHash = nanoseconds(dashboard);
    draft.status = { ...draft.status, state: 'error', message };
  });
}

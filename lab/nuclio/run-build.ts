import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { type Dashboard, nanoseconds, registryOf } from './dashboard';
import { DASHBOARD, FUNCTION } from './function-states';
import { type JobOutcome, jobLog, jobOutcome, kanikoJob } from './kaniko-job';
import { asJson } from './typed-spec';

const POLL_MS = 5_000;

/**
 * Builds with a kaniko Job and looks after it. The build lives in the dashboard's process: when that is lost before the end (`abandonedBuilds`, or the
 * dashboard goes down) nothing ever ends it, and the function stays `building`.
 */
export function startBuild(dashboard: Dashboard, namespace: string, name: string): void {
  const { world } = dashboard;
  const hash = asJson(world.store.get(FUNCTION, namespace, name)?.spec).imageHash;
  const image = `${registryOf(dashboard)}/nuclio/processor-${name}:latest`;
  const job = world.store.put(kanikoJob(world, namespace, name, image), DASHBOARD);

  function poll() {
    if (world.nuclio.dashboardDown || world.abandonedBuilds.has(name)) return;
    const now = world.store.get(FUNCTION, namespace, name);
    // Somebody else's by now: deleted, replaced, or ended by hand.
    if (!now || asJson(now.status).state !== 'building' || asJson(now.spec).imageHash !== hash) return;
    const outcome = jobOutcome(world, job);
    if (outcome === 'running') world.timers.after(POLL_MS, poll);
    else if (outcome === 'done') finish(dashboard, namespace, name, image);
    else fail(world, job, name, outcome);
  }

  world.timers.after(POLL_MS, poll);
}

function finish(dashboard: Dashboard, namespace: string, name: string, image: string): void {
  const { world } = dashboard;
  world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
    const build = asJson(draft.spec.build);
    const entry = build.functionSourceCode ? { codeEntryType: 'sourceCode' } : {};
    Object.assign(draft.spec, { image, imageHash: nanoseconds(dashboard), runRegistry: registryOf(dashboard) });
    draft.spec.build = { ...build, ...entry, timestamp: Math.floor(world.clock.now() / 1000) };
    draft.status.state = 'waitingForResourceConfiguration';
  });
}

/** A Job past its deadline has lost its pod, and with it the log. */
function fail(world: LabWorld, job: LabObject, name: string, outcome: JobOutcome): void {
  const { namespace, name: jobName } = job.metadata;
  const cause = outcome === 'failed' ? `Job failed. Job logs:\n${jobLog(world, job)}` : `No pods found for job ${jobName}`;
  world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
    draft.status = { ...draft.status, state: 'error', message: `\nError - ${cause}\n\nCall stack:\nFailed to build and push docker image\n` };
  });
}

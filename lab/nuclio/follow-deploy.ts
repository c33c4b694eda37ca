import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import type { Dashboard } from './dashboard';
import type { OpenDeployLog } from './deploy-log';
import { DASHBOARD, FUNCTION, isProvisioning } from './function-states';
import { asJson } from './typed-spec';

const POLL_MS = 1_000;
const SHOWN_LINES = 100;
const WORDS = {
  unhealthy: 'Function deployment failed, setting state to unhealthy. The issue might be transient or require manual redeployment',
  error: 'Function creation failed, setting state to error',
} as const;

/**
 * Looks after a deploy until it is over, and then writes over the controller's message: with the end of the pod's log, or the scheduler's words, or a line
 * break when it finds neither. The cause stays in the log of the deploy, which only this process knows.
 */
export function followDeploy(dashboard: Dashboard, namespace: string, name: string, log: OpenDeployLog): void {
  const { world } = dashboard;
  const key = `${namespace}/${name}`;
  const starts = world.nuclio.dashboardStarts;

  function poll() {
    if (dashboard.isGone(starts) || dashboard.logs.get(key) !== log.lines) return;
    const found = world.store.get(FUNCTION, namespace, name);
    const { state } = asJson(found?.status);
    if (found && isProvisioning(state as string | undefined)) return world.timers.after(POLL_MS, poll);
    if (found) conclude(world, found, log);
    for (const tell of dashboard.waiting.get(key) ?? []) tell();
    dashboard.waiting.delete(key);
  }

  world.timers.after(POLL_MS, poll);
}

function conclude(world: LabWorld, fn: LabObject, log: OpenDeployLog): void {
  const { namespace, name } = fn.metadata;
  const { state, message, internalInvocationUrls = [] } = asJson(fn.status);
  if (state === 'ready') {
    const built = log.lines.some((line) => line.message === 'Build complete');
    const urls = { internalInvocationURLs: internalInvocationUrls, externalInvocationURLs: [], httpPort: 0 };
    log.add({ message: 'Function deploy complete', functionName: built ? name : '', ...urls });
  }
  // A build that failed has been told already.
  if ((state !== 'unhealthy' && state !== 'error') || log.lines.at(-1)?.level === 'warn') return;
  const err = `\nError - NuclioFunction in ${state} state:\n${String(message ?? '')}`;
  log.add({ level: 'warn', message: WORDS[state], err });
  world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
    draft.status = { ...draft.status, message: shownMessage(world, fn) };
  });
}

function shownMessage(world: LabWorld, fn: LabObject): string {
  const { namespace = '', name } = fn.metadata;
  const { state, message } = asJson(fn.status);
  const pods = world.store.list('v1/Pod', namespace).filter(({ metadata }) => metadata.labels?.['nuclio.io/function-name'] === name);
  const [pod] = pods;
  if (!pod) return `NuclioFunction in ${state} state:\n${String(message ?? '').split('\n\nCall stack:')[0]}\n`;
  const conditions = (asJson(pod.status).conditions ?? []) as { type: string; status: string; message?: string }[];
  const refused = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (refused) return `${refused.message}\n`;
  const lines = world.answers.log({ namespace, pod: pod.metadata.name, container: 'nuclio', previous: false });
  if (!lines) return '\n';
  return `${lines
    .slice(-SHOWN_LINES)
    .map(({ line }) => line)
    .join('\n')}\n`;
}

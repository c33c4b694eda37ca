import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import { dropCondition, setCondition } from './conditions';
import type { Obstacle } from './start-obstacles';

const WAITING_REASON = {
  sandbox: 'ContainerCreating',
  volume: 'ContainerCreating',
  init: 'PodInitializing',
  pull: 'ImagePullBackOff',
  config: 'CreateContainerConfigError',
} as const;

interface Unstarted {
  readonly name: string;
  readonly image: string;
}

function waiting({ name, image }: Unstarted, reason: string, message?: string): LabObject {
  return {
    name,
    image,
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    lastState: {},
    state: { waiting: { reason, ...(message ? { message } : {}) } },
  } as unknown as LabObject;
}

/** A pod that cannot start: which container waits, and why. */
export function writeObstacle(draft: LabObject, obstacle: Obstacle, now: number): void {
  const inits: LabObject[] = draft.spec.initContainers ?? [];
  const inInit = inits.some((container) => container.name === obstacle.container);
  const reasonFor = (container: LabObject): [string, string?] => {
    if (container.name !== obstacle.container) return [inits.length > 0 ? 'PodInitializing' : 'ContainerCreating'];
    if (obstacle.kind === 'pull') return ['ImagePullBackOff', `Back-off pulling image "${container.image}": ErrImagePull: ${obstacle.message}`];
    return [WAITING_REASON[obstacle.kind], obstacle.message];
  };
  draft.status.phase = 'Pending';
  if (inits.length > 0) {
    draft.status.initContainerStatuses = inits.map((container) =>
      obstacle.kind === 'init' && container.name === obstacle.container
        ? {
            ...waiting(container as never, ''),
            started: true,
            state: {
              running: {
                startedAt: draft.status.initContainerStatuses?.find((s: LabObject) => s.name === container.name)?.state?.running?.startedAt ?? secondsIso(now),
              },
            },
          }
        : waiting(container as never, ...reasonFor(container)),
    );
  }
  draft.status.containerStatuses = draft.spec.containers.map((container: LabObject) => waiting(container as never, ...reasonFor(container)));
  draft.status.startTime ??= secondsIso(now);
  const names = (list: LabObject[]) => `[${list.map((container) => container.name).join(' ')}]`;
  if (inInit)
    setCondition(
      draft,
      { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: ${names(inits)}` },
      now,
    );
  else setCondition(draft, { type: 'Initialized', status: 'True' }, now);
  writeReady(draft, false, now);
}

/** All containers run; none is ready yet. */
export function writeRunning(draft: LabObject, podIp: string, hostIp: string, now: number): void {
  const at = secondsIso(now);
  const inits: LabObject[] = draft.spec.initContainers ?? [];
  const base = (container: LabObject) => ({
    name: container.name,
    image: container.image,
    imageID: `${container.image}@sha256:simulated`,
    containerID: `containerd://${draft.metadata.uid}-${container.name}`,
    restartCount: 0,
    lastState: {},
  });
  Object.assign(draft.status, { phase: 'Running', podIP: podIp, podIPs: [{ ip: podIp }], hostIP: hostIp, hostIPs: [{ ip: hostIp }] });
  draft.status.startTime ??= at;
  if (inits.length > 0) {
    const done = { terminated: { exitCode: 0, reason: 'Completed', startedAt: at, finishedAt: at } };
    draft.status.initContainerStatuses = inits.map((container) => ({ ...base(container), ready: true, started: false, state: done }));
  }
  draft.status.containerStatuses = draft.spec.containers.map((container: LabObject) => ({
    ...base(container),
    ready: false,
    started: true,
    state: { running: { startedAt: at } },
  }));
  setCondition(draft, { type: 'Initialized', status: 'True' }, now);
  dropReasons(draft, 'Initialized');
  writeReady(draft, false, now);
}

/** Readiness of all containers, and the two conditions that follow from it. */
export function writeReady(draft: LabObject, ready: boolean, now: number): void {
  for (const status of draft.status.containerStatuses ?? []) status.ready = ready;
  const message = `containers with unready status: [${draft.spec.containers.map((container: LabObject) => container.name).join(' ')}]`;
  for (const type of ['Ready', 'ContainersReady']) {
    setCondition(draft, ready ? { type, status: 'True' } : { type, status: 'False', reason: 'ContainersNotReady', message }, now);
    if (ready) dropReasons(draft, type);
  }
}

function dropReasons(draft: LabObject, type: string) {
  const known = draft.status.conditions.find((candidate: LabObject) => candidate.type === type);
  dropCondition(draft, type);
  draft.status.conditions.push({ type, status: known.status, lastTransitionTime: known.lastTransitionTime });
}

interface Ending {
  readonly exitCode: number;
  readonly reason: string;
  readonly backOffSeconds: number;
}

/** The first container's process ended and waits to be started again. */
export function writeCrash(draft: LabObject, { exitCode, reason, backOffSeconds }: Ending, now: number): void {
  const status = draft.status.containerStatuses[0];
  const startedAt = status.state.running?.startedAt ?? secondsIso(now);
  status.lastState = { terminated: { exitCode, reason, startedAt, finishedAt: secondsIso(now) } };
  const { name, namespace, uid } = draft.metadata;
  const delay = backOffSeconds >= 60 ? `${Math.floor(backOffSeconds / 60)}m${backOffSeconds % 60}s` : `${backOffSeconds}s`;
  status.state = {
    waiting: { reason: 'CrashLoopBackOff', message: `back-off ${delay} restarting failed container=${status.name} pod=${name}_${namespace}(${uid})` },
  };
  status.started = false;
  writeReady(draft, false, now);
}

/** The first container runs again. */
export function writeRestart(draft: LabObject, now: number): void {
  const status = draft.status.containerStatuses[0];
  status.restartCount += 1;
  status.state = { running: { startedAt: secondsIso(now) } };
  status.started = true;
}

/** A pod that was to end has ended. */
export function writeEnded(draft: LabObject, exitCode: number, now: number): void {
  const at = secondsIso(now);
  draft.status.phase = exitCode === 0 ? 'Succeeded' : 'Failed';
  for (const status of draft.status.containerStatuses) {
    status.state = {
      terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt: status.state.running?.startedAt ?? at, finishedAt: at },
    };
    status.started = false;
  }
  writeReady(draft, false, now);
}

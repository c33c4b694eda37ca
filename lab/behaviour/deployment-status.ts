import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import { condition, setCondition } from './conditions';

const DEFAULT_DEADLINE_SECONDS = 600;

const sum = (sets: readonly LabObject[], field: string) => sets.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);

export interface Rollout {
  readonly current: LabObject | undefined;
  readonly old: readonly LabObject[];
}

/** How many milliseconds are left before a rollout that makes no progress is called stuck; undefined when it is over or has been called so. */
export function deadlineLeftMs(deployment: LabObject, now: number): number | undefined {
  const progressing = condition(deployment, 'Progressing');
  if (!progressing || progressing.reason === 'NewReplicaSetAvailable' || progressing.reason === 'ProgressDeadlineExceeded') return undefined;
  const seconds = deployment.spec.progressDeadlineSeconds ?? DEFAULT_DEADLINE_SECONDS;
  return Date.parse(progressing.lastUpdateTime) + seconds * 1000 - now;
}

/** Writes counters and conditions into a draft, as the Deployment controller does. */
export function writeDeploymentStatus(draft: LabObject, { current, old }: Rollout, now: number): void {
  const before = draft.status ?? {};
  const all = current ? [current, ...old] : old;
  const counters = {
    replicas: sum(all, 'replicas'),
    updatedReplicas: current?.status?.replicas ?? 0,
    readyReplicas: sum(all, 'readyReplicas'),
    availableReplicas: sum(all, 'availableReplicas'),
  };
  const wanted = draft.spec.replicas ?? 1;
  const missing = wanted - counters.availableReplicas;
  draft.status = {
    conditions: before.conditions ?? [],
    observedGeneration: draft.metadata.generation,
    ...Object.fromEntries(Object.entries(counters).filter(([, value]) => value > 0)),
    ...(missing > 0 ? { unavailableReplicas: missing } : {}),
  };
  const enough = missing <= maxUnavailable(draft, wanted);
  setCondition(
    draft,
    enough
      ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
      : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' },
    now,
  );
  stampUpdate(draft, 'Available', before, now, false);
  writeProgress(draft, before, counters, wanted, current, now);
}

function writeProgress(
  draft: LabObject,
  before: LabObject['status'],
  counters: Record<string, number>,
  wanted: number,
  current: LabObject | undefined,
  now: number,
) {
  const set = current?.metadata.name;
  const complete = counters.updatedReplicas === wanted && counters.replicas === wanted && counters.availableReplicas === wanted;
  const known = condition({ ...draft, status: before }, 'Progressing');
  if (complete) {
    setCondition(
      draft,
      { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: `ReplicaSet "${set}" has successfully progressed.` },
      now,
    );
    stampUpdate(draft, 'Progressing', before, now, false);
    return;
  }
  const moved =
    ['updatedReplicas', 'readyReplicas', 'availableReplicas'].some((field) => (counters[field] ?? 0) > (before[field] ?? 0)) ||
    (counters.replicas ?? 0) < (before.replicas ?? 0);
  // Of a ReplicaSet that is there already nothing is said anew until a pod moves: a verdict on the revision before stands that long.
  const gaveUpBefore = known?.reason === 'ProgressDeadlineExceeded' && current !== undefined && madeBefore(current, known.lastUpdateTime);
  const newRollout = !gaveUpBefore && !known?.message?.includes(`"${set}"`);
  if (known?.reason === 'NewReplicaSetAvailable' && !newRollout) return;
  const left = deadlineLeftMs({ ...draft, status: before } as LabObject, now);
  if (!newRollout && !moved && known?.reason === 'ProgressDeadlineExceeded') return;
  if (!newRollout && !moved && left !== undefined && left <= 0) {
    setCondition(
      draft,
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: `ReplicaSet "${set}" has timed out progressing.` },
      now,
    );
    stampUpdate(draft, 'Progressing', before, now, true);
    return;
  }
  const created = newRollout && known === undefined;
  const reason = created ? 'NewReplicaSetCreated' : 'ReplicaSetUpdated';
  setCondition(
    draft,
    { type: 'Progressing', status: 'True', reason, message: created ? `Created new replica set "${set}"` : `ReplicaSet "${set}" is progressing.` },
    now,
  );
  stampUpdate(draft, 'Progressing', before, now, newRollout || moved);
}

function madeBefore(object: LabObject, at: string): boolean {
  return Date.parse(object.metadata.creationTimestamp ?? at) < Date.parse(at);
}

/** lastUpdateTime moves when something was said anew, not at every look. */
function stampUpdate(draft: LabObject, type: string, before: LabObject['status'], now: number, force: boolean) {
  const next = condition(draft, type) as LabObject;
  const known = before.conditions?.find((candidate: LabObject) => candidate.type === type);
  const same = known?.status === next.status && known?.reason === next.reason && known?.message === next.message;
  next.lastUpdateTime = same && !force ? known.lastUpdateTime : secondsIso(now);
}

/** Pods that may be missing during a rolling update; a Recreate may miss none once it counts. */
export function maxUnavailable(deployment: LabObject, wanted: number): number {
  if (deployment.spec.strategy?.type !== 'RollingUpdate') return 0;
  return portion(deployment.spec.strategy.rollingUpdate?.maxUnavailable ?? '25%', wanted, Math.floor);
}

/** Pods above the wanted number during a rolling update. */
export function maxSurge(deployment: LabObject, wanted: number): number {
  return portion(deployment.spec.strategy?.rollingUpdate?.maxSurge ?? '25%', wanted, Math.ceil);
}

function portion(value: number | string, wanted: number, round: (x: number) => number): number {
  return typeof value === 'number' ? value : round((Number.parseInt(value, 10) / 100) * wanted);
}

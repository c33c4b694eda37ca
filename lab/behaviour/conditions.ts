import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';

interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export function condition(object: LabObject | undefined, type: string): LabObject | undefined {
  return object?.status?.conditions?.find((candidate: Condition) => candidate.type === type);
}

/** Sets a condition in a draft's status; its transition time moves only when its status does. */
export function setCondition(draft: LabObject, next: Condition, now: number): void {
  draft.status ??= {};
  draft.status.conditions ??= [];
  const at = secondsIso(now);
  const known = draft.status.conditions.find((candidate: Condition) => candidate.type === next.type);
  if (!known) {
    draft.status.conditions.push({ lastTransitionTime: at, ...next });
    return;
  }
  if (known.status !== next.status) known.lastTransitionTime = at;
  Object.assign(known, next);
}

export function dropCondition(draft: LabObject, type: string): void {
  if (!draft.status?.conditions) return;
  draft.status.conditions = draft.status.conditions.filter((candidate: Condition) => candidate.type !== type);
}

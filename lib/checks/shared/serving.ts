import type { PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import { isLive, livePodsOf, workloadRefOf } from './workload-groups';

export function isReady(pod: PodFact): boolean {
  return isLive(pod) && findCondition(pod.conditions, 'Ready')?.status === 'True';
}

/** How many pods of the same workload serve now, and how many there are. */
export function servingOf(pod: PodFact, pods: readonly PodFact[]): { ready: number; total: number } {
  const siblings = livePodsOf(workloadRefOf(pod), pods);
  return { ready: siblings.filter(isReady).length, total: siblings.length };
}

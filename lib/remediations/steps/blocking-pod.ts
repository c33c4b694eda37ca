import type { PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';

/** A pod of the new revision that will not get ready by waiting, and the cluster's own word for why. */
export interface BlockingPod {
  readonly pod: string;
  readonly reason: string;
  readonly message: string;
}

const HOPELESS = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CrashLoopBackOff',
]);

/** The first pod created since `sinceMs` that is stuck. Older pods may be stuck for the very reason the rollout cures. */
export function blockingPod(pods: readonly PodFact[], sinceMs: number): BlockingPod | undefined {
  for (const pod of pods) {
    // Creation times have whole seconds.
    if (Date.parse(pod.createdAt) < Math.floor(sinceMs / 1000) * 1000 || pod.deletingSince !== undefined) continue;
    for (const { name, state } of pod.containers) {
      if (state.kind === 'waiting' && HOPELESS.has(state.reason ?? '')) {
        return { pod: `${pod.name}/${name}`, reason: state.reason ?? '', message: (state.message ?? '').slice(0, 300) };
      }
    }
    const scheduled = findCondition(pod.conditions, 'PodScheduled');
    if (scheduled?.status === 'False' && scheduled.reason === 'Unschedulable') {
      return { pod: pod.name, reason: 'Unschedulable', message: (scheduled.message ?? '').slice(0, 300) };
    }
  }
  return undefined;
}

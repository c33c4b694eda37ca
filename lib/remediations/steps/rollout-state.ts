import type { LiveObject } from '@/lib/domain/ports/readers';
import { say, type Text } from '@/lib/domain/text';

/** How far a rollout is. */
export interface RolloutState {
  readonly done: boolean;
  readonly progress: Text;
  /**
   * The cluster has given up, on this rollout or on the one before: where an old revision comes back, the controller leaves its last verdict standing until
   * a pod moves (syncRolloutStatus in pkg/controller/deployment/progress.go). It can speak of a rollout of this age and no younger one. `at` is when it
   * was said.
   */
  readonly gaveUp?: { readonly text: Text; readonly at: string; readonly afterSeconds: number };
}

/** Kubernetes' own default of progressDeadlineSeconds. */
const DEADLINE_SECONDS = 600;

interface Counts {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly desiredNumberScheduled?: number;
  readonly updatedNumberScheduled?: number;
  readonly numberAvailable?: number;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
    readonly lastUpdateTime?: string;
  }[];
}

/**
 * Judges a Deployment, StatefulSet or DaemonSet by its own figures: the controller has seen the change, every pod is of the new revision,
 * none of the old is left, and the new ones are available. A Recreate with no pod for a moment is not failure.
 */
export function rolloutState(object: LiveObject): RolloutState {
  const status = (object.status ?? {}) as Counts;
  const spec = (object.spec ?? {}) as { replicas?: number; progressDeadlineSeconds?: number };
  const seen = (status.observedGeneration ?? 0) >= (object.metadata.generation ?? 0);
  if (!seen) return { done: false, progress: say('steps.wait-rollout.notSeen') };
  if (object.kind === 'DaemonSet') return daemonSetState(status);
  const wanted = spec.replicas ?? 1;
  return object.kind === 'StatefulSet' ? statefulSetState(status, wanted) : deploymentState(status, wanted, spec.progressDeadlineSeconds ?? DEADLINE_SECONDS);
}

function deploymentState(status: Counts, wanted: number, afterSeconds: number): RolloutState {
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status;
  const old = Math.max(replicas - updated, 0);
  const progress = say('steps.wait-rollout.progress', { updated, wanted, available, old });
  const gaveUp = status.conditions?.find((c) => c.type === 'Progressing' && c.status === 'False' && c.reason === 'ProgressDeadlineExceeded');
  const done = updated >= wanted && old === 0 && available >= updated;
  if (!gaveUp || done) return { done, progress };
  return {
    done,
    progress,
    gaveUp: { text: say('steps.wait-rollout.gaveUp', { reason: gaveUp.message ?? gaveUp.reason ?? '' }), at: gaveUp.lastUpdateTime ?? '', afterSeconds },
  };
}

function statefulSetState(status: Counts, wanted: number): RolloutState {
  const { replicas = 0, readyReplicas: available = 0 } = status;
  const settled = status.currentRevision === undefined || status.currentRevision === status.updateRevision;
  const updated = settled ? replicas : (status.updatedReplicas ?? 0);
  const old = Math.max(replicas - updated, 0);
  const done = updated >= wanted && old === 0 && available >= wanted;
  return { done, progress: say('steps.wait-rollout.progress', { updated, wanted, available, old }) };
}

function daemonSetState(status: Counts): RolloutState {
  const { desiredNumberScheduled: wanted = 0, updatedNumberScheduled: updated = 0, numberAvailable: available = 0 } = status;
  return {
    done: updated === wanted && available >= wanted,
    progress: say('steps.wait-rollout.progress', { updated, wanted, available, old: Math.max(wanted - updated, 0) }),
  };
}

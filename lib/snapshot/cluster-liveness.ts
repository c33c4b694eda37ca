import 'server-only';
import type { ClusterWatch, FeedState } from '@/lib/domain/ports/cluster-feeds';
import { SILENT_AFTER_MS } from '@/lib/snapshot/part-timing';

/**
 * Whether the cluster's data may be called live. `silent`: no pulse for longer than the deadline. `syncing`: it answers again, but what is
 * held is from before; only complete new reads make it `live`.
 */
export type Liveness = 'starting' | 'live' | 'silent' | 'syncing';

export interface LivenessTracker {
  readonly state: Liveness;
  /** Last pulse, ms of local time; undefined before the first. */
  readonly heardAt: number | undefined;
  /** A pulse came back. Asks for new reads when it ends a silence. */
  heard(now: number): void;
  /** To be called about once a second and after feeds changed. Answers whether the state changed. */
  update(now: number): boolean;
}

/** Follows pulses and feeds. Time is passed in. A feed that is denied or absent does not hold the others up. */
export function createLivenessTracker(watch: Pick<ClusterWatch, 'feeds' | 'resync'>): LivenessTracker {
  let state: Liveness = 'starting';
  let heardAt: number | undefined;
  let retryingSince: number | undefined;
  const states = (): FeedState[] => Object.values(watch.feeds).map((feed) => feed.state);
  const complete = () => states().every((s) => s.status !== 'starting' && s.status !== 'retrying');
  /** One feed that re-lists for a moment is no silence of the server. */
  const stuck = (now: number) => {
    retryingSince = complete() ? undefined : (retryingSince ?? now);
    return retryingSince !== undefined && now - retryingSince > SILENT_AFTER_MS;
  };

  const next = (now: number): Liveness => {
    const silent = heardAt === undefined || now - heardAt > SILENT_AFTER_MS;
    const isStuck = stuck(now);
    if (state === 'starting') return !silent && complete() ? 'live' : 'starting';
    if (silent) return 'silent';
    if (state === 'live') return isStuck ? 'syncing' : 'live';
    return complete() ? 'live' : 'syncing';
  };

  return {
    get state() {
      return state;
    },
    get heardAt() {
      return heardAt;
    },
    heard(now) {
      heardAt = now;
      if (state !== 'silent') return;
      watch.resync();
      state = 'syncing';
    },
    update(now) {
      const before = state;
      state = next(now);
      return state !== before;
    },
  };
}

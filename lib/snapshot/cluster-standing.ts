import 'server-only';
import type { ClusterFeeds, FeedState } from '@/lib/domain/ports/cluster-feeds';

export interface ClusterStanding {
  /** `live` only while every kind that can be read is complete and confirmed. A feed that is denied or absent does not hold the others up. */
  readonly state: 'starting' | 'live' | 'stale';
  /** The moment up to which everything shown is known to have been right. */
  readonly asOf: string | undefined;
}

/** How the API server's data stand as a whole: the weakest feed decides. */
export function clusterStanding(feeds: ClusterFeeds): ClusterStanding {
  const states = Object.values(feeds)
    .map((feed): FeedState => feed.state)
    .filter((state) => state.status !== 'denied' && state.status !== 'absent');
  const ages = states.flatMap((state) => state.asOf ?? []).sort();
  const has = (status: FeedState['status']) => states.some((state) => state.status === status);
  return { state: has('retrying') ? 'stale' : has('starting') || states.length === 0 ? 'starting' : 'live', asOf: ages[0] };
}

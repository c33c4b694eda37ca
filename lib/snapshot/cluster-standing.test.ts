import { describe, expect, it } from 'vitest';
import type { ClusterFeeds, FeedState } from '@/lib/domain/ports/cluster-feeds';
import { clusterStanding } from '@/lib/snapshot/cluster-standing';

const feeds = (...states: Partial<FeedState>[]) => Object.fromEntries(states.map((state, i) => [i, { state }])) as unknown as ClusterFeeds;
const live = (asOf: string): Partial<FeedState> => ({ status: 'live', asOf });

describe('how the data of the cluster stand', () => {
  it('is live while all that can be read is, as of its oldest confirmation', () => {
    expect(clusterStanding(feeds(live('2026-02-11T10:00:05Z'), live('2026-02-11T10:00:02Z'), { status: 'denied' }, { status: 'absent' }))).toEqual({
      state: 'live',
      asOf: '2026-02-11T10:00:02Z',
    });
  });

  it('is stale as soon as one kind is not confirmed', () => {
    expect(clusterStanding(feeds(live('2026-02-11T10:00:05Z'), { status: 'retrying', asOf: '2026-02-11T09:59:00Z' }))).toEqual({
      state: 'stale',
      asOf: '2026-02-11T09:59:00Z',
    });
  });

  it('is starting until the first complete read of everything, and not live when everything is denied', () => {
    expect(clusterStanding(feeds(live('2026-02-11T10:00:05Z'), { status: 'starting' })).state).toBe('starting');
    expect(clusterStanding(feeds({ status: 'denied' })).state).toBe('starting');
  });
});

import { describe, expect, it } from 'vitest';
import type { ClusterFeeds, FeedState } from '@/lib/domain/ports/cluster-feeds';
import { createLivenessTracker } from '@/lib/snapshot/cluster-liveness';

function watchOf(statuses: FeedState['status'][]) {
  const states = statuses.map((status) => ({ status, badEvents: 0 }));
  const feeds = Object.fromEntries(states.map((state, i) => [String(i), { state }])) as unknown as ClusterFeeds;
  let resyncs = 0;
  const resync = () => {
    resyncs++;
    for (const state of states) if (state.status === 'live') state.status = 'retrying';
  };
  return { feeds, resync, states, resyncs: () => resyncs };
}

function liveTracker() {
  const watch = watchOf(['live', 'denied', 'absent', 'live']);
  const tracker = createLivenessTracker(watch);
  tracker.heard(0);
  tracker.update(0);
  return { watch, tracker };
}

describe('whether the data of the cluster are live', () => {
  it('starts as live only with a pulse and complete reads, whatever is denied or absent', () => {
    const watch = watchOf(['live', 'denied', 'absent', 'starting']);
    const tracker = createLivenessTracker(watch);
    tracker.update(0);
    expect(tracker.state).toBe('starting');
    tracker.heard(1_000);
    tracker.update(1_000);
    expect(tracker.state).toBe('starting');
    for (const state of watch.states) if (state.status === 'starting') state.status = 'live';
    expect(tracker.update(1_500)).toBe(true);
    expect(tracker.state).toBe('live');
  });

  it('is silent within ten seconds of the last pulse', () => {
    const { tracker } = liveTracker();
    tracker.update(6_000);
    expect(tracker.state).toBe('live');
    tracker.update(6_100);
    expect(tracker.state).toBe('silent');
  });

  it('is not live by the mere return of the connection, but by complete new reads', () => {
    const { tracker, watch } = liveTracker();
    tracker.update(20_000);
    tracker.heard(21_000);
    tracker.update(21_000);
    expect(watch.resyncs()).toBe(1);
    expect(tracker.state).toBe('syncing');
    for (const state of watch.states) if (state.status === 'retrying') state.status = 'live';
    tracker.update(21_500);
    expect(tracker.state).toBe('live');
  });

  it('stays live while one kind re-lists for a moment, and not when it cannot', () => {
    const { tracker, watch } = liveTracker();
    const first = watch.states[0];
    if (first) first.status = 'retrying';
    for (let now = 0; now <= 12_000; now += 1_000) {
      tracker.heard(now);
      tracker.update(now);
      expect(tracker.state).toBe(now > 6_000 ? 'syncing' : 'live');
    }
  });
});

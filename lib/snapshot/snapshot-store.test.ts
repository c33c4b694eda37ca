import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { ClusterFeeds, FeedState } from '@/lib/domain/ports/cluster-feeds';
import { watchedParts } from '@/lib/snapshot/part-timing';
import { createSnapshotStore } from '@/lib/snapshot/snapshot-store';
import { createTestClock } from '@/lib/snapshot/test-clock';

function set() {
  const clock = createTestClock();
  const made = watchedParts.map((part) => {
    const state: { -readonly [K in keyof FeedState]: FeedState[K] } = { status: 'live', asOf: '2026-02-11T10:00:00.000Z', badEvents: 0 };
    const objects = new Map<string, unknown>();
    const listeners = new Set<() => void>();
    const tell = () => {
      for (const listener of listeners) listener();
    };
    return [part, { state, objects, tell, subscribe: (listener: () => void) => listeners.add(listener) }] as const;
  });
  const feeds = Object.fromEntries(made);
  return { clock, feeds, store: createSnapshotStore({ feeds: feeds as unknown as ClusterFeeds, clock }) };
}
const execSource = { kind: 'kvrocks' } as const;

describe('the parts of the snapshot', () => {
  it('are unknown until they were read', () => {
    expect(set().store.read('cvatAbout')).toMatchObject({ status: 'unknown', reason: 'not-read-yet' });
  });

  it('are fresh until their deadline, and stale after it though nothing failed', async () => {
    const { store, clock } = set();
    store.put('cvatAbout', { version: '2.39.0', ms: 3 }, { kind: 'cvat' });
    await clock.advance(30_000);
    expect(store.read('cvatAbout')).toMatchObject({ status: 'known', fresh: true });
    await clock.advance(1);
    expect(store.read('cvatAbout')).toMatchObject({ status: 'known', fresh: false, observedAt: '2026-02-11T10:00:00.000Z' });
  });

  it('become unknown with the reason when the source fails, remember since when, and what was known last', async () => {
    const { store, clock } = set();
    store.put('cvatAbout', { version: '2.39.0', ms: 3 }, { kind: 'cvat' });
    await clock.advance(10_000);
    store.fail('cvatAbout', new AppError('cvat-unreachable'), { kind: 'cvat' });
    await clock.advance(10_000);
    store.fail('cvatAbout', new AppError('cvat-unreachable'), { kind: 'cvat' });
    expect(store.read('cvatAbout')).toMatchObject({ status: 'unknown', reason: 'cvat-unreachable', since: '2026-02-11T10:00:10.000Z' });
    expect(store.last('cvatAbout')).toMatchObject({ data: { version: '2.39.0' }, fresh: false });
  });

  it('name the right that is missing', () => {
    const { store } = set();
    store.fail('kvrocks', new AppError('cluster-denied', { params: { right: 'create pods/exec' } }), execSource);
    expect(store.read('kvrocks')).toMatchObject({ missingRight: 'create pods/exec' });
  });

  it('keep what a watch held when the API server goes silent, as not fresh', () => {
    const { store, feeds } = set();
    feeds.pods?.objects.set('cvat/a', { name: 'a' });
    expect(store.read('pods')).toMatchObject({ fresh: true, data: [{ name: 'a' }] });
    if (feeds.pods) feeds.pods.state.status = 'retrying';
    expect(store.read('pods')).toMatchObject({ status: 'known', fresh: false, data: [{ name: 'a' }] });
  });

  it('are denied, absent or not read as the watch says', () => {
    const { store, feeds } = set();
    if (feeds.nodes) Object.assign(feeds.nodes.state, { status: 'denied', missingRight: 'list nodes' });
    if (feeds.longhorn) feeds.longhorn.state.status = 'absent';
    expect(store.read('nodes')).toMatchObject({ status: 'unknown', reason: 'cluster-denied', missingRight: 'list nodes' });
    expect(store.read('longhorn')).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });

  it('list a watch anew only after it changed', () => {
    const { store, feeds } = set();
    const data = () => store.last('pods')?.data;
    expect(data()).toBe(data());
    feeds.pods?.objects.set('cvat/b', { name: 'b' });
    feeds.pods?.tell();
    expect(store.read('pods')).toMatchObject({ data: [{ name: 'b' }] });
  });

  it('make a snapshot of one moment', () => {
    const { store } = set();
    const snapshot = store.snapshot();
    expect(snapshot.cvatAbout.status).toBe('unknown');
    store.put('cvatAbout', { version: '2.39.0', ms: 3 }, { kind: 'cvat' });
    expect(snapshot.cvatAbout.status).toBe('unknown');
    expect(store.snapshot().cvatAbout.status).toBe('known');
  });

  it('tell which part changed', () => {
    const { store, feeds } = set();
    const seen: string[] = [];
    store.onChange((part) => seen.push(part));
    feeds.claims?.tell();
    store.put('cvatAbout', { version: '2', ms: 1 }, { kind: 'cvat' });
    expect(seen).toEqual(['claims', 'cvatAbout']);
  });
});

import { describe, expect, it } from 'vitest';
import type { ClusterFeeds, FeedChange, FeedState } from '@/lib/domain/ports/cluster-feeds';
import { type ObservedChange, watchChanges } from '@/lib/server/changes/watch-changes';
import { aWorkload } from '@/lib/server/rows/sample-facts';
import { watchedParts } from '@/lib/snapshot/part-timing';

function set() {
  const made = watchedParts.map((part) => {
    const state: { status: FeedState['status'] } = { status: 'starting' };
    const objects = new Map<string, unknown>();
    const listeners: ((change: FeedChange<unknown>) => void)[] = [];
    const tell = (changed: unknown[], gone: string[] = []) => {
      for (const listener of listeners) listener({ changed, gone });
    };
    return [part, { state, objects, tell, subscribe: (listener: (typeof listeners)[number]) => listeners.push(listener) }] as const;
  });
  const feeds = Object.fromEntries(made);
  const seen: ObservedChange[] = [];
  watchChanges(feeds as unknown as ClusterFeeds, (changes) => seen.push(...changes));
  const feed = (part: string) => {
    const found = feeds[part];
    if (!found) throw new Error(part);
    return found;
  };
  return { seen, feed };
}
const key = 'Deployment/cvat/web';

describe('watching changes', () => {
  it('takes what is there at first as given, and tells what comes after', () => {
    const { seen, feed } = set();
    const workloads = feed('workloads');
    workloads.objects.set(key, aWorkload('web'));
    workloads.state.status = 'live';
    workloads.tell([aWorkload('web')]);
    expect(seen).toEqual([]);
    workloads.tell([aWorkload('web', { generation: 2, desired: 0 })]);
    expect(seen).toMatchObject([{ kind: 'object', subject: { kind: 'Deployment', name: 'web' }, text: { key: 'changes.workload.scaled' } }]);
    workloads.tell([], [key]);
    expect(seen[1]).toMatchObject({ text: { key: 'changes.workload.removed' } });
  });

  it('tells a warning event once, however often it repeats, and no ordinary one', () => {
    const { seen, feed } = set();
    const events = feed('events');
    events.state.status = 'live';
    events.tell([]);
    const event = (uid: string, type = 'Warning', count = 1) => ({
      ...{ namespace: 'cvat', uid, type, reason: 'BackOff', message: 'Back-off restarting', count, firstAt: '', lastAt: '2026-02-11T10:00:00Z' },
      subject: { kind: 'Pod', name: 'a' },
    });
    events.tell([event('1'), event('2', 'Normal')]);
    events.tell([event('1', 'Warning', 2)]);
    expect(seen).toMatchObject([{ kind: 'event', at: '2026-02-11T10:00:00Z', text: { params: { reason: 'BackOff' } } }]);
  });
});

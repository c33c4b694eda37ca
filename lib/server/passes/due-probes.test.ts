import { describe, expect, it } from 'vitest';
import { known, type Part, unknown } from '@/lib/domain/part';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import { askWhenDue } from '@/lib/server/passes/due-probes';
import type { ProbedPart } from '@/lib/snapshot/part-timing';
import { createTestClock } from '@/lib/snapshot/test-clock';

const at = '2026-02-11T10:00:00Z';
const fresh = known({}, at, { kind: 'cvat' }, true);
const stale = known({}, at, { kind: 'cvat' }, false);

function stage(read: (part: ProbedPart) => Part<unknown>) {
  const clock = createTestClock();
  const asked: ProbedPart[] = [];
  const listeners = new Map<string, () => void>();
  const feed = (name: string) => ({
    subscribe: (listener: () => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  });
  const feeds = Object.fromEntries(['pods', 'workloads', 'functions', 'claims', 'nodes'].map((name) => [name, feed(name)])) as unknown as ClusterFeeds;
  const prober = { ask: async (part: ProbedPart) => void asked.push(part) };
  const stop = new AbortController();
  void askWhenDue({ feeds, prober, store: { read } as never, clock }, stop.signal);
  return { clock, asked, listeners, stop };
}

describe('asking before a probe’s turn', () => {
  it('asks what lies behind a changed object, once however much changes, and again after a pause', async () => {
    const { clock, asked, listeners } = stage(() => fresh);
    await clock.advance(1_000);
    expect(asked).toEqual([]);
    for (let i = 0; i < 50; i++) listeners.get('functions')?.();
    await clock.advance(1_000);
    expect(asked.sort()).toEqual(['buildLogs', 'cvatModels']);
    listeners.get('functions')?.();
    await clock.advance(2_000);
    expect(asked).toHaveLength(2);
    await clock.advance(3_000);
    expect(asked).toHaveLength(4);
  });

  it('asks anew what grew stale, and leaves alone what is not known', async () => {
    const { clock, asked } = stage((part) => (part === 'network' ? stale : unknown('cluster-denied', at, { kind: 'api-server' })));
    await clock.advance(1_000);
    expect(asked).toEqual(['network']);
  });

  it('asks again soon what an outage left unknown, where its own turn is far off', async () => {
    let answers = false;
    const { clock, asked } = stage(() => (answers ? fresh : unknown('timed-out', at, { kind: 'api-server' })));
    await clock.advance(31_000);
    expect([...new Set(asked)].sort()).toEqual(['cloudStorages', 'helmRelease', 'network']);
    expect(asked.filter((part) => part === 'network')).toHaveLength(3);
    answers = true;
    await clock.advance(60_000);
    expect(asked.filter((part) => part === 'network')).toHaveLength(3);
  });

  it('ends with its signal', async () => {
    const { clock, asked, listeners, stop } = stage(() => fresh);
    stop.abort();
    await clock.advance(1_000);
    expect(listeners.size).toBe(0);
    expect(asked).toEqual([]);
  });
});

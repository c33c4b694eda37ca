import { describe, expect, it } from 'vitest';
import type { Beat } from '@/lib/domain/rows/live';
import { createLiveStore } from '@/lib/queries/live-store';

const start = Date.parse('2026-02-11T10:00:00Z');
const beat = (at: number, live = true): Beat => ({ at: new Date(at).toISOString(), live, asOf: new Date(at).toISOString(), sources: {}, seqs: {}, boot: 'a' });

describe('the state of the page towards the server', () => {
  it('is open and live once a beat came', () => {
    const store = createLiveStore(start);
    store.beat(beat(start), start);
    expect(store.getState()).toMatchObject({ connection: 'open', live: true });
  });

  it('is lost after five seconds of silence, keeps what it showed, and is live again with the next beat', () => {
    const store = createLiveStore(start);
    store.beat(beat(start), start);
    store.tick(start + 4_900);
    expect(store.getState().connection).toBe('open');
    store.tick(start + 5_000);
    expect(store.getState()).toMatchObject({ connection: 'lost', live: false, asOf: '2026-02-11T10:00:00.000Z' });
    store.beat(beat(start + 9_000), start + 9_000);
    expect(store.getState()).toMatchObject({ connection: 'open', live: true });
  });

  it('is lost when not even a first beat came', () => {
    const store = createLiveStore(start);
    store.tick(start + 5_000);
    expect(store.getState().connection).toBe('lost');
  });

  it('follows the clock of the cluster, not jitter of the network', () => {
    const store = createLiveStore(start);
    store.beat(beat(start + 3_600_000), start);
    expect(store.getState().offsetMs).toBe(3_600_000);
    store.beat(beat(start + 3_602_000 - 300), start + 2_000);
    expect(store.getState().offsetMs).toBe(3_600_000);
  });

  it('tells its listeners once per change', () => {
    const store = createLiveStore(start);
    let calls = 0;
    const stop = store.subscribe(() => calls++);
    store.beat(beat(start), start);
    store.tick(start + 5_000);
    store.tick(start + 6_000);
    stop();
    store.beat(beat(start), start);
    expect(calls).toBe(2);
  });
});

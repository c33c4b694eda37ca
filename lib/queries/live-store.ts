import type { Beat } from '@/lib/domain/rows/live';

/** How the page stands towards the server. */
export interface LiveState {
  /** `connecting` before the first beat, `open` while beats arrive, `lost` after 5 s without one. */
  readonly connection: 'connecting' | 'open' | 'lost';
  /** The API server's data is live and reaches this page. */
  readonly live: boolean;
  /** What is shown is as of this moment (the API server's clock). */
  readonly asOf: string | undefined;
  readonly sources: Beat['sources'];
  /** Add to Date.now() to get the API server's time. */
  readonly offsetMs: number;
}

/** After this long without a beat the page says that it is stale. */
export const SILENCE_MS = 5_000;

const initial: LiveState = { connection: 'connecting', live: false, asOf: undefined, sources: {}, offsetMs: 0 };

export interface LiveStore {
  getState(): LiveState;
  subscribe(listener: () => void): () => void;
  /** Takes a beat; `now` is the browser's clock. */
  beat(beat: Beat, now: number): void;
  /** To be called about once a second: notices silence. */
  tick(now: number): void;
}

/** Holds the page's connection state: pure, the clock is passed in. */
export function createLiveStore(startedAt: number): LiveStore {
  let state = initial;
  let heardAt = startedAt;
  const listeners = new Set<() => void>();
  const set = (next: LiveState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    beat: (beat, now) => {
      heardAt = now;
      set({ connection: 'open', live: beat.live, asOf: beat.asOf, sources: beat.sources, offsetMs: steady(state.offsetMs, Date.parse(beat.at) - now) });
    },
    tick: (now) => {
      if (now - heardAt < SILENCE_MS || state.connection === 'lost') return;
      set({ ...state, connection: 'lost', live: false });
    },
  };
}

/** Network jitter must not make ages flicker: a change below one second is none. */
function steady(before: number, next: number): number {
  return Math.abs(next - before) < 1_000 ? before : next;
}

import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { Heartbeat } from '@/lib/k8s/watch/heartbeat';
import type { WatchState, WatchTrouble } from '@/lib/k8s/watch/watch-status';

/** State, age and counts of one watch. */
export interface WatchRecord {
  readonly state: WatchState;
  readonly trouble: WatchTrouble | undefined;
  /** Machine time at which the objects were last known to be right. */
  readonly confirmedAt: number | undefined;
  readonly settled: Promise<void>;
  skipped: number;
  errors: number;
  starts: number;
  /** The server just said something that confirms the objects. */
  confirm(): void;
  setState(next: WatchState, trouble?: WatchTrouble): void;
  /** Runs a callback of somebody else; what it throws is counted and goes no further. */
  guarded(call: () => void): void;
}

/** While live, an answer to the heartbeat confirms the objects too; once not live, their age stands. */
export function createWatchRecord(clock: Clock, heartbeat: Heartbeat, onState: ((state: WatchState) => void) | undefined): WatchRecord {
  let state: WatchState = 'starting';
  let trouble: WatchTrouble | undefined;
  let confirmedAt: number | undefined;
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const heard = () => (confirmedAt === undefined ? undefined : Math.max(confirmedAt, heartbeat.lastAnswerAt ?? 0));
  const it: WatchRecord = {
    get state() {
      return state;
    },
    get trouble() {
      return trouble;
    },
    get confirmedAt() {
      return state === 'live' ? heard() : confirmedAt;
    },
    settled,
    skipped: 0,
    errors: 0,
    starts: 0,
    confirm() {
      confirmedAt = clock.now();
    },
    setState(next, why) {
      if (state === 'live' && next !== 'live') confirmedAt = heard();
      trouble = why;
      settle();
      if (next === state) return;
      state = next;
      it.guarded(() => onState?.(next));
    },
    guarded(call) {
      try {
        call();
      } catch {
        it.errors += 1;
      }
    },
  };
  return it;
}

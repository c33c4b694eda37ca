import 'server-only';
import type { Clock } from '@/lib/domain/clock';

/** Lets a loop sleep until it is time or something happened. */
export interface WakeUp {
  readonly isStopped: boolean;
  /** Resolves after `ms`, or `gatherMs` after the next wake, whichever is first; at once when stopped. A wake that came before counts. */
  wait(ms: number, gatherMs: number): Promise<void>;
  wake(): void;
  stop(): void;
}

export function createWakeUp(clock: Clock): WakeUp {
  const stopped = new AbortController();
  let woken = false;
  let ring = () => {};
  const sleep = (ms: number, signal: AbortSignal) => clock.sleep(ms, signal).catch(() => undefined);
  return {
    get isStopped() {
      return stopped.signal.aborted;
    },
    wait: async (ms, gatherMs) => {
      if (stopped.signal.aborted) return;
      const over = new AbortController();
      const signal = AbortSignal.any([over.signal, stopped.signal]);
      const rung = new Promise<void>((resolve) => {
        ring = resolve;
        if (woken) resolve();
      }).then(() => sleep(gatherMs, signal));
      await Promise.race([sleep(ms, signal), rung]);
      over.abort();
      woken = false;
      ring = () => {};
    },
    wake: () => {
      woken = true;
      ring();
    },
    stop: () => stopped.abort(),
  };
}

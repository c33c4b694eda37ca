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
  let isStopped = false;
  let woken = false;
  let ring = () => {};
  // One controller per wait: a long-lived signal would gather a listener with each.
  let current = new AbortController();
  const sleep = (ms: number) => clock.sleep(ms, current.signal).catch(() => undefined);
  return {
    get isStopped() {
      return isStopped;
    },
    wait: async (ms, gatherMs) => {
      if (isStopped) return;
      current = new AbortController();
      const rung = new Promise<void>((resolve) => {
        ring = resolve;
        if (woken) resolve();
      }).then(() => (current.signal.aborted ? undefined : sleep(gatherMs)));
      await Promise.race([sleep(ms), rung]);
      current.abort();
      woken = false;
      ring = () => {};
    },
    wake: () => {
      woken = true;
      ring();
    },
    stop: () => {
      isStopped = true;
      current.abort();
    },
  };
}

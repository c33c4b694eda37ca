import type { Clock } from '@/lib/domain/clock';

/** Time that moves only when a test says so. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

export function createManualClock(start = Date.parse('2026-01-29T10:00:00Z')): ManualClock {
  let now = start;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    advance(ms) {
      now += ms;
      for (const sleeper of [...sleepers].sort((a, b) => a.at - b.at)) if (sleeper.at <= now) sleeper.wake();
    },
  };
}

/** Lets everything that is on its way through loopback arrive: turns of the event loop, not time. */
export async function turns(count = 10): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Turns the event loop until the condition holds; time stands still. */
export async function until(condition: () => boolean, what = 'condition'): Promise<void> {
  for (let i = 0; i < 20_000; i += 1) {
    if (condition()) return;
    await turns(1);
  }
  throw new Error(`never: ${what}`);
}

/** Moves time on in small steps until the condition holds; answers how many milliseconds that took. */
export async function advanceUntil(clock: ManualClock, condition: () => boolean, maxMs = 120_000, what = 'condition'): Promise<number> {
  const from = clock.now();
  while (clock.now() - from <= maxMs) {
    await turns(12);
    if (condition()) return clock.now() - from;
    clock.advance(50);
  }
  throw new Error(`not within ${maxMs} ms: ${what}`);
}

/** Moves time on by so much, in small steps. */
export async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    clock.advance(Math.min(left, 100));
    await turns(6);
  }
}

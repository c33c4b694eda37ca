import type { Clock } from '@/lib/domain/clock';

export interface SimulatedClock extends Clock {
  /** Runs once when the time has come. */
  at(ms: number, task: () => void): void;
}

/** A clock whose sleepers move time themselves: whoever sleeps next wakes next, at once. */
export function simulatedClock(start = Date.parse('2026-03-01T03:00:00Z')): SimulatedClock {
  let now = start;
  let tasks: { at: number; task: () => void }[] = [];
  return {
    now: () => now,
    at: (ms, task) => {
      tasks.push({ at: ms, task });
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      now += ms;
      const due = tasks.filter((t) => t.at <= now).sort((a, b) => a.at - b.at);
      tasks = tasks.filter((t) => t.at > now);
      for (const { task } of due) task();
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}

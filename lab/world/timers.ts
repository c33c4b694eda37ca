import type { LabClock } from './clock';
import type { LabTimers } from './world';

export interface ResettableTimers extends LabTimers {
  /** Forgets what is pending and starts the repeating ones anew. */
  restart(): void;
}

/** Timers that a reset of the world can drop all at once: what belongs to the old world never runs in the new one. */
export function createTimers(clock: LabClock): ResettableTimers {
  const pending = new Set<string>();
  const repeating: { readonly ms: number; readonly task: () => void }[] = [];
  let epoch = 0;

  function after(ms: number, task: () => void): () => void {
    const mine = epoch;
    return clock.schedule(clock.now() + ms, () => {
      if (mine === epoch) task();
    });
  }

  function repeat(entry: { readonly ms: number; readonly task: () => void }) {
    after(entry.ms, () => {
      repeat(entry);
      entry.task();
    });
  }

  return {
    after,
    every(ms, task) {
      const entry = { ms, task };
      repeating.push(entry);
      repeat(entry);
    },
    enqueue(key, ms, task) {
      if (pending.has(key)) return;
      pending.add(key);
      after(ms, () => {
        pending.delete(key);
        task();
      });
    },
    restart() {
      epoch += 1;
      pending.clear();
      repeating.forEach(repeat);
    },
  };
}

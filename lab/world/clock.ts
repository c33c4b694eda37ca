import type { Clock } from '@/lib/domain/clock';

/**
 * The lab's own time: real time plus what was advanced, optionally faster. Everything in the lab reads this one, every HTTP answer carries
 * it as its Date header, so Loupe measures ages by the installation's clock as it does on a real cluster.
 */
export interface LabClock extends Clock {
  /** Moves time forward at once; timers that became due run in order. */
  advance(ms: number): void;
  /** 1 = real time. */
  setRate(rate: number): void;
  /** Runs once at `at` (lab time, ms). Returns a canceller. */
  schedule(at: number, task: () => void): () => void;
  readonly rate: number;
}

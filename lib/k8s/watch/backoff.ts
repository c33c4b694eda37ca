import 'server-only';

export const MAX_DELAY_MS = 5_000;
const FIRST_DELAY_MS = 200;
const MAX_RETRY_AFTER_SECONDS = 300;
/** A stream that lived this long was a good one: the next start owes nothing for the past. */
const GOOD_RUN_MS = 10_000;

export interface Backoff {
  /** Tells how the last start went and gives the time to wait before the next, in milliseconds. */
  next(run: { readonly lastedMs: number; readonly retryAfterSeconds?: number | undefined }): number;
}

/**
 * Waiting between starts: doubles from 200 ms to 5 s, half of it at random so that many watches do not come at once. Only a run of ten
 * seconds makes it short again, not an answer or an event: a server that sends one event and closes is thus asked every few seconds,
 * not five times a second. A Retry-After is kept to.
 */
export function createBackoff(random: () => number): Backoff {
  let shortRuns = 0;
  return {
    next({ lastedMs, retryAfterSeconds = 0 }) {
      shortRuns = lastedMs >= GOOD_RUN_MS ? 0 : shortRuns + 1;
      const full = shortRuns === 0 ? FIRST_DELAY_MS : Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (shortRuns - 1));
      const delay = full * (0.5 + random() / 2);
      return Math.max(delay, Math.min(retryAfterSeconds, MAX_RETRY_AFTER_SECONDS) * 1000);
    },
  };
}

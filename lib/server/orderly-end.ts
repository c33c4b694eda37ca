import 'server-only';
import { log } from '@/lib/server/log';

/** Kept back from the grace for what comes after the runs: streams, watches, the database. */
const CLOSING_MS = 5_000;

/**
 * Ends the process in good order on SIGTERM and SIGINT, and within `graceSeconds` in any case. `stop` is told how long runs may go on by
 * themselves; a run that is not over when the grace is, the next start settles by what its targets show.
 */
export function endInGoodOrder(graceSeconds: number, stop: (finishMs: number) => Promise<void>): void {
  const graceMs = graceSeconds * 1000;
  let isEnding = false;
  const end = (signal: string) => {
    if (isEnding) return;
    isEnding = true;
    log.info({ signal, graceSeconds }, 'ending');
    setTimeout(() => {
      log.warn('the grace is over: what is still under way is settled at the next start');
      process.exit(1);
    }, graceMs).unref();
    stop(Math.max(graceMs - CLOSING_MS, graceMs / 2)).then(
      () => {
        log.info('ended in good order');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'did not end in good order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
}

import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';

export interface Deadline {
  readonly signal: AbortSignal;
  /** Stops the timer. The outer signals still count after it, until `release`. */
  met(): void;
  /** Lets go of the outer signals: they live long and would keep every call in memory. */
  release(): void;
}

/** A signal that aborts with `timed-out` after `ms`, or with an outer signal's reason before. */
export function startDeadline(clock: Clock, ms: number, right: string, outers: readonly (AbortSignal | undefined)[] = []): Deadline {
  const controller = new AbortController();
  const timer = new AbortController();
  const followed = outers
    .filter((outer) => outer !== undefined)
    .map((outer) => {
      const follow = () => controller.abort(outer.reason);
      if (outer.aborted) follow();
      else outer.addEventListener('abort', follow, { once: true });
      return () => outer.removeEventListener('abort', follow);
    });
  clock.sleep(ms, timer.signal).then(
    () => controller.abort(new AppError('timed-out', { params: { right, seconds: Math.round(ms / 1000) }, detail: `${right}: no answer within ${ms} ms` })),
    () => undefined,
  );
  return {
    signal: controller.signal,
    met: () => timer.abort(),
    release: () => {
      for (const unfollow of followed) unfollow();
    },
  };
}

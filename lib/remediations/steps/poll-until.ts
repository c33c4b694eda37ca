import type { Clock } from '@/lib/domain/clock';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { Text } from '@/lib/domain/text';

interface Poll<T> {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly everySeconds: number;
  readonly timeoutSeconds: number;
  /** Answers the result when it is there, undefined to ask again. Throws Hopeless to give up at once. */
  look(): Promise<T | undefined>;
  /** The sentence for the end of patience. */
  late(): Text;
}

/** Thrown by `look` where the cluster itself has given up, or never will get there: the wait ends at once with `reason`. */
export class Hopeless extends Error {
  constructor(readonly reason: AppError) {
    super(reason.message, { cause: reason });
    this.name = 'Hopeless';
  }
}

/** A source that is away or busy: what it stands for goes on without us. `timed-out` is how a frozen server answers. */
const PASSING = ['cluster-unreachable', 'cluster-failed', 'cluster-throttled', 'timed-out', 'kvrocks-unreachable', 'exec-failed'] as const;

/**
 * Asks again and again, the first time at once. A source that cannot be reached for a moment is asked again too: a rollout goes on without
 * us. Throws `timed-out` at the deadline, or the last failure if the source never answered after it; the signal's reason when stopped.
 */
export async function pollUntil<T>({ clock, signal, everySeconds, timeoutSeconds, look, late }: Poll<T>): Promise<T> {
  const deadline = clock.now() + timeoutSeconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    let failure: unknown;
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      if (error instanceof Hopeless) throw error.reason;
      if (!hasCode(error, ...PASSING)) throw error;
      failure = error;
    }
    if (clock.now() >= deadline) throw failure ?? new AppError('timed-out', { text: late() });
    await clock.sleep(Math.min(everySeconds * 1000, Math.max(deadline - clock.now(), 1)), signal);
  }
}

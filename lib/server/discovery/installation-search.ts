import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import { AppError } from '@/lib/domain/errors';

const SECOND = 1_000;
/** How soon to look again: the API server was away; nothing is open yet; all is well and only a new release would be news. */
const pause = { failed: 5 * SECOND, waiting: 15 * SECOND, settled: 600 * SECOND } as const;

interface InstallationSearchDeps {
  readonly find: (signal: AbortSignal) => Promise<ReleaseSearch>;
  /** Whether an installation is open: then looking is no longer urgent. */
  readonly isSettled: () => boolean;
  /** The machine's clock. */
  readonly clock: Clock;
  readonly onFault: (error: AppError) => void;
}

export interface InstallationSearch {
  /** The last look that was answered, however old. */
  readonly last: ReleaseSearch | undefined;
  /** Why the latest look was not answered; undefined when it was. */
  readonly failure: AppError | undefined;
  /** Looks now and resolves when it is done; never rejects. Callers at the same time share one look. */
  look(): Promise<void>;
  /** Called after each look, answered or not. */
  onLook(listener: () => void): void;
  start(): void;
  stop(): void;
}

/** Looks for releases at start and goes on: at once while nothing is found, rarely after that. Nobody waits for it. */
export function createInstallationSearch({ find, isSettled, clock, onFault }: InstallationSearchDeps): InstallationSearch {
  const stopped = new AbortController();
  const listeners = new Set<() => void>();
  let last: ReleaseSearch | undefined;
  let failure: AppError | undefined;
  let looking: Promise<void> | undefined;

  const lookOnce = async () => {
    try {
      last = await find(stopped.signal);
      failure = undefined;
    } catch (error) {
      if (stopped.signal.aborted) return;
      const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
      if (failure?.code !== known.code) onFault(known);
      failure = known;
    }
    for (const listener of listeners) listener();
  };
  const look = () => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  return {
    get last() {
      return last;
    },
    get failure() {
      return failure;
    },
    look,
    onLook: (listener) => void listeners.add(listener),
    start: () => {
      void (async () => {
        while (!stopped.signal.aborted) {
          await look();
          const ms = failure ? pause.failed : isSettled() ? pause.settled : pause.waiting;
          await clock.sleep(ms, stopped.signal).catch(() => undefined);
        }
      })();
    },
    stop: () => stopped.abort(),
  };
}

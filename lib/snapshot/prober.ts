import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { Source } from '@/lib/domain/part';
import type { SnapshotData } from '@/lib/domain/snapshot';
import { type ProbedPart, probeTiming } from '@/lib/snapshot/part-timing';

/** Fills one part by asking. `run` gets a signal that fires at the time-out; what it throws becomes the part's reason. */
export interface Probe<P extends ProbedPart = ProbedPart> {
  readonly part: P;
  readonly source: Source;
  run(signal: AbortSignal): Promise<SnapshotData[P]>;
}

/** Takes what probes answer. */
export interface ProbeSink {
  put(part: ProbedPart, data: SnapshotData[ProbedPart], source: Source): void;
  fail(part: ProbedPart, error: AppError, source: Source): void;
}

export interface Prober {
  start(): void;
  stop(): void;
  /** Asks now and resolves when an answer that began after this call is in; never rejects. Two callers share one question. */
  ask(part: ProbedPart): Promise<void>;
}

/**
 * Asks every probe in a loop of its own: a slow source delays nobody, no probe overlaps itself, and each answer must come within the
 * part's time-out even where the probe ignores its signal.
 */
export function createProber(probes: readonly Probe[], sink: ProbeSink, clock: Clock): Prober {
  const stopped = new AbortController();
  const running = new Map<ProbedPart, Promise<void>>();
  const queued = new Map<ProbedPart, Promise<void>>();
  const byPart = new Map(probes.map((probe) => [probe.part, probe]));

  const runOnce = async (probe: Probe): Promise<void> => {
    const { timeoutSeconds } = probeTiming[probe.part];
    const deadline = new AbortController();
    const late = clock.sleep(timeoutSeconds * 1_000, AbortSignal.any([deadline.signal, stopped.signal])).then(
      () => {
        deadline.abort();
        throw new AppError('timed-out', { params: { seconds: timeoutSeconds } });
      },
      () => new Promise<never>(() => {}),
    );
    try {
      const data = await Promise.race([probe.run(deadline.signal), late]);
      sink.put(probe.part, data, probe.source);
    } catch (error) {
      sink.fail(probe.part, error instanceof AppError ? error : new AppError('internal', { cause: error }), probe.source);
    } finally {
      deadline.abort();
    }
  };

  const begin = (probe: Probe): Promise<void> => {
    const run = runOnce(probe).finally(() => running.delete(probe.part));
    running.set(probe.part, run);
    return run;
  };

  const ask = (part: ProbedPart): Promise<void> => {
    const probe = byPart.get(part);
    if (!probe || stopped.signal.aborted) return Promise.resolve();
    const current = running.get(part);
    if (!current) return begin(probe);
    const waiting = queued.get(part);
    if (waiting !== undefined) return waiting;
    const next = current.then(() => {
      queued.delete(part);
      return begin(probe);
    });
    queued.set(part, next);
    return next;
  };

  const loop = async (probe: Probe): Promise<void> => {
    while (!stopped.signal.aborted) {
      await (running.get(probe.part) ?? begin(probe));
      const slept = await clock.sleep(probeTiming[probe.part].everySeconds * 1_000, stopped.signal).then(
        () => true,
        () => false,
      );
      if (!slept) return;
    }
  };

  return {
    start: () => {
      for (const probe of probes) void loop(probe);
    },
    stop: () => stopped.abort(),
    ask,
  };
}

/** The right a denied source would need, where the adapter named it. */
export function missingRightOf(error: AppError): string | undefined {
  const right = error.userMessage.params?.right;
  return hasCode(error, 'cluster-denied') && typeof right === 'string' ? right : undefined;
}

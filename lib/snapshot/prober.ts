import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { Source } from '@/lib/domain/part';
import type { SnapshotData } from '@/lib/domain/snapshot';
import { type ProbedPart, probeTiming, unseenSeconds } from '@/lib/snapshot/part-timing';

/** Fills one part by asking. `run` gets a signal that fires at the time-out; what it throws becomes the part's reason. */
export interface Probe<P extends ProbedPart = ProbedPart> {
  readonly part: P;
  readonly source: Source;
  run(signal: AbortSignal): Promise<SnapshotData[P]>;
  /** Ends what it keeps open between two questions. */
  stop?(): void;
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
 * part's time-out even where the probe ignores its signal. While nobody looks it asks more rarely; somebody who comes waits no longer than the part's
 * usual pause.
 */
export function createProber(probes: readonly Probe[], sink: ProbeSink, clock: Clock, isLookedAt: () => boolean = () => true): Prober {
  const open = new Set<AbortController>();
  let isStopped = false;
  const running = new Map<ProbedPart, Promise<void>>();
  const queued = new Map<ProbedPart, Promise<void>>();
  const byPart = new Map(probes.map((probe) => [probe.part, probe]));

  /** Ends with its work or with the prober. One controller per piece: a long-lived signal would gather a listener with each. */
  const withController = async <T>(work: (controller: AbortController) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    open.add(controller);
    try {
      return await work(controller);
    } finally {
      controller.abort();
      open.delete(controller);
    }
  };

  const answerInTime = (probe: Probe) =>
    withController((deadline) => {
      const { timeoutSeconds } = probeTiming[probe.part];
      const late = clock.sleep(timeoutSeconds * 1_000, deadline.signal).then(() => {
        throw new AppError('timed-out', { params: { seconds: timeoutSeconds } });
      });
      late.catch(() => undefined);
      return Promise.race([probe.run(deadline.signal), late]);
    });

  const runOnce = async (probe: Probe): Promise<void> => {
    try {
      sink.put(probe.part, await answerInTime(probe), probe.source);
    } catch (error) {
      if (!isStopped) sink.fail(probe.part, error instanceof AppError ? error : new AppError('internal', { cause: error }), probe.source);
    }
  };

  const begin = (probe: Probe): Promise<void> => {
    const run = runOnce(probe).finally(() => running.delete(probe.part));
    running.set(probe.part, run);
    return run;
  };

  const ask = (part: ProbedPart): Promise<void> => {
    const probe = byPart.get(part);
    if (!probe || isStopped) return Promise.resolve();
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
    const usualMs = probeTiming[probe.part].everySeconds * 1_000;
    const pause = (controller: AbortController) => clock.sleep(usualMs, controller.signal);
    while (!isStopped) {
      await (running.get(probe.part) ?? begin(probe));
      let waitedMs = 0;
      do {
        if (!isStopped) await withController(pause).catch(() => undefined);
        waitedMs += usualMs;
      } while (!isStopped && !isLookedAt() && waitedMs + usualMs <= unseenSeconds(probe.part) * 1_000);
    }
  };

  return {
    start: () => {
      for (const probe of probes) void loop(probe);
    },
    stop: () => {
      isStopped = true;
      for (const controller of open) controller.abort();
      for (const probe of probes) probe.stop?.();
    },
    ask,
  };
}

/** The right a denied source would need, where the adapter named it. */
export function missingRightOf(error: AppError): string | undefined {
  const right = error.userMessage.params?.right;
  return hasCode(error, 'cluster-denied') && typeof right === 'string' ? right : undefined;
}

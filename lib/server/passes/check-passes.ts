import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { AnyCheck, CheckContext } from '@/lib/checks/check';
import { type CheckResult, looksAt, runCheck } from '@/lib/checks/run-checks';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { Finding } from '@/lib/domain/finding';
import { PASS_SECONDS } from '@/lib/domain/finding-lifecycle';
import type { FindingStore } from '@/lib/domain/ports/stores';
import type { Snapshot, SnapshotPart } from '@/lib/domain/snapshot';
import type { CheckOutcome } from '@/lib/domain/verdict';
import { createWakeUp } from '@/lib/server/passes/wake-up';

/** A change is judged this long after it, together with what comes meanwhile. */
const AFTER_CHANGE_MS = 250;
/** Longest time a pass keeps the process to itself. */
const SLICE_MS = 10;

export interface PassEnd {
  readonly confirmed: readonly Finding[];
  readonly resolved: readonly Finding[];
  /** Milliseconds from start to filed, pauses for other work included; only of a pass over all checks. */
  readonly fullPassMs?: number;
}

export interface CheckPassesDeps {
  readonly checks: readonly AnyCheck[];
  readonly findings: FindingStore;
  readonly snapshot: () => Snapshot;
  readonly context: () => Omit<CheckContext, 'observedAt' | 'now'>;
  readonly clock: Clock;
  readonly onPass: (end: PassEnd) => void;
  readonly onFault: (error: unknown, checkId: string) => void;
  /** Lets the process do other things for a moment; tests pass their own. */
  readonly breathe?: () => Promise<unknown>;
}

export interface CheckPasses {
  readonly results: ReadonlyMap<string, CheckResult>;
  /** When all of them last ran. */
  readonly lastPassAt: string | undefined;
  start(): void;
  stop(): void;
  /** Judges what looks at this part, soon. */
  partChanged(part: SnapshotPart): void;
  /** Judges one check on the given snapshot, and files the result like any pass. For verification on fresh reads. */
  judge(checkId: string, snapshot: Snapshot): Promise<CheckOutcome>;
}

/**
 * Runs the checks: all of them every 5 s, those concerned 250 ms after a change, and one whose finding waits for its confirmation when that is due. Passes never overlap. Only a judgement of fresh data reaches
 * the findings: unknown and error close nothing.
 */
export function createCheckPasses(deps: CheckPassesDeps): CheckPasses {
  const { checks, clock, breathe = setImmediate } = deps;
  const results = new Map<string, CheckResult>();
  const wakeUp = createWakeUp(clock);
  let changed = new Set<SnapshotPart>();
  let lastPassAt: string | undefined;
  let filing: Promise<unknown> = Promise.resolve();

  const file = async (check: AnyCheck, result: CheckResult): Promise<PassEnd> => {
    results.set(check.id, result);
    const { outcome } = result;
    if (outcome.kind === 'error') deps.onFault(outcome.detail, check.id);
    if (outcome.kind === 'unknown' || outcome.kind === 'error') return { confirmed: [], resolved: [] };
    const drafts = outcome.kind === 'found' ? outcome.findings : [];
    return deps.findings.record(check.id, drafts, check.toleratedMisses, Date.parse(result.at));
  };

  /** One at a time: passes of one check must not overlap in the store. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = filing.then(work, work);
    filing = next.catch(() => undefined);
    return next;
  };

  const pass = (concerned: readonly AnyCheck[], isFull: boolean) =>
    inTurn(async () => {
      const snapshot = deps.snapshot();
      const ctx = { ...deps.context(), now: clock.now() };
      const ends: PassEnd[] = [];
      const begun = performance.now();
      let sliceEnd = begun + SLICE_MS;
      for (const check of concerned) {
        ends.push(await file(check, runCheck(check, snapshot, ctx)).catch((error: unknown) => fault(deps, error, check)));
        if (performance.now() < sliceEnd) continue;
        await breathe();
        sliceEnd = performance.now() + SLICE_MS;
      }
      if (isFull) lastPassAt = toIso(ctx.now);
      deps.onPass({ ...merge(ends), ...(isFull ? { fullPassMs: performance.now() - begun } : {}) });
    });

  /** When each finding that is not told yet has stood for its tolerated misses. */
  const confirmationsDue = async () => {
    const open = await deps.findings.listOpen();
    return open.flatMap((finding) => {
      const check = finding.confirmedAt ? undefined : checks.find((c) => c.id === finding.checkId);
      return check ? [{ check, at: Date.parse(finding.firstSeenAt) + check.toleratedMisses * PASS_SECONDS * 1_000 }] : [];
    });
  };

  const loop = async () => {
    let nextFull = clock.now();
    let due: Awaited<ReturnType<typeof confirmationsDue>> = [];
    while (!wakeUp.isStopped) {
      const now = clock.now();
      const full = now >= nextFull;
      const parts = changed;
      changed = new Set();
      if (full) nextFull = now + PASS_SECONDS * 1_000;
      const waiting = new Set(due.filter(({ at }) => at <= now).map(({ check }) => check));
      await pass(full ? checks : checks.filter((check) => waiting.has(check) || looksAt(check, parts)), full);
      // One that was due and could not be judged waits for the next regular pass.
      due = (await confirmationsDue()).filter(({ at }) => at > now);
      await wakeUp.wait(Math.max(0, Math.min(nextFull, ...due.map(({ at }) => at)) - clock.now()), AFTER_CHANGE_MS);
    }
  };

  return {
    results,
    get lastPassAt() {
      return lastPassAt;
    },
    start: () => void loop().catch((error: unknown) => deps.onFault(error, 'all')),
    stop: wakeUp.stop,
    partChanged: (part) => {
      changed.add(part);
      wakeUp.wake();
    },
    judge: (checkId, snapshot) =>
      inTurn(async () => {
        const check = checks.find((c) => c.id === checkId);
        if (!check) return { kind: 'error', detail: `no check ${checkId}` };
        const result = runCheck(check, snapshot, { ...deps.context(), now: clock.now() });
        deps.onPass(await file(check, result));
        return result.outcome;
      }),
  };
}

function fault(deps: CheckPassesDeps, error: unknown, check: AnyCheck): PassEnd {
  deps.onFault(error, check.id);
  return { confirmed: [], resolved: [] };
}

function merge(ends: readonly PassEnd[]): PassEnd {
  return { confirmed: ends.flatMap((end) => end.confirmed), resolved: ends.flatMap((end) => end.resolved) };
}

import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { ErrorCode } from '@/lib/domain/errors';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import { type ProbedPart, probeTiming } from '@/lib/snapshot/part-timing';
import type { Prober } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** How often is looked whether a question is due. */
const LOOK_MS = 1_000;
/** A part is not asked again sooner than this, however much changes. */
const PAUSE_MS = 5_000;
/** A question that failed for a reason that passes is asked again this soon, where its turn comes later. */
const RETRY_MS = 15_000;
/** What an outage leaves behind. A missing right or a missing setting does not go away by asking. */
const passing: readonly ErrorCode[] = [
  'cluster-unreachable',
  'cluster-throttled',
  'cluster-failed',
  'endpoint-unreachable',
  'cvat-unreachable',
  'cvat-failed',
  'actor-unreachable',
  'timed-out',
];

/** What a change of a watched part can have changed behind it. */
const behind = {
  pods: ['cvatAbout', 'cvatHealth', 'nuclioDashboard', 'kvrocks', 'gpuProbes', 'proxyDecisions'],
  workloads: ['helmRelease', 'proxyDecisions'],
  functions: ['cvatModels', 'buildLogs'],
  claims: ['fillLevels'],
  nodes: ['nodeDisks'],
} as const satisfies Partial<Record<keyof ClusterFeeds, readonly ProbedPart[]>>;

interface DueProbesDeps {
  readonly feeds: Pick<ClusterFeeds, keyof typeof behind>;
  readonly prober: Pick<Prober, 'ask'>;
  readonly store: Pick<SnapshotStore, 'read'>;
  /** The API server's time, by which answers age. */
  readonly clock: Clock;
}

/**
 * Asks before a probe's turn where something makes it worth asking: an object changed behind which the answer lies, the answer grew stale because
 * the API server's clock jumped, or there was none for a reason that passes: what is asked every ten minutes would otherwise stay unknown for ten
 * minutes after an outage of seconds. Ends with the signal.
 */
export async function askWhenDue({ feeds, prober, store, clock }: DueProbesDeps, signal: AbortSignal): Promise<void> {
  const due = new Set<ProbedPart>();
  const askedAt = new Map<ProbedPart, number>();
  const cancels = Object.entries(behind).map(([feed, parts]) =>
    feeds[feed as keyof typeof behind].subscribe(() => {
      for (const part of parts) due.add(part);
    }),
  );
  const parts = Object.keys(probeTiming) as ProbedPart[];
  while (!signal.aborted) {
    const now = clock.now();
    for (const part of parts) {
      const since = now - (askedAt.get(part) ?? Number.NEGATIVE_INFINITY);
      if (since < PAUSE_MS) continue;
      const held = store.read(part);
      if (!due.has(part) && !(held.status === 'unknown' ? since >= RETRY_MS && isWorthRetrying(part, held.reason) : !held.fresh)) continue;
      due.delete(part);
      askedAt.set(part, now);
      void prober.ask(part);
    }
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
  }
  for (const cancel of cancels) cancel();
}

function isWorthRetrying(part: ProbedPart, reason: ErrorCode): boolean {
  return probeTiming[part].everySeconds * 1_000 > RETRY_MS && passing.includes(reason);
}

import 'server-only';
import { type ErrorCode, sayCode } from '@/lib/domain/errors';
import type { KnownPart, Part } from '@/lib/domain/part';
import type { SourceRow } from '@/lib/domain/rows/topics';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { say } from '@/lib/domain/text';
import type { ClusterStanding } from '@/lib/snapshot/cluster-standing';
import { isWatched, probeTiming, watchedParts } from '@/lib/snapshot/part-timing';

/** The API server counts as silent after this; the same figure the watches keep. */
const WATCH_DEADLINE_SECONDS = 10;

interface SourceRowsInput {
  readonly read: (part: SnapshotPart) => Part<unknown>;
  readonly last: (part: SnapshotPart) => KnownPart<unknown> | undefined;
  readonly standing: ClusterStanding;
  readonly startedAt: number;
  readonly now: number;
}

/** One row per source: the API server as a whole, then each part. */
export function sourceRows(input: SourceRowsInput): SourceRow[] {
  const parts = [...watchedParts, ...Object.keys(probeTiming)] as SnapshotPart[];
  return [apiServerRow(input), ...parts.map((part) => partRow(part, input))];
}

function apiServerRow({ standing, startedAt, now, read }: SourceRowsInput): SourceRow {
  const late = now - startedAt > WATCH_DEADLINE_SECONDS * 1_000;
  const pods = read('pods');
  // Without an installation nothing is watched: what keeps it from being opened is what is known of the API server.
  const why = pods.status === 'unknown' && ['no-installation', 'not-configured'].includes(pods.reason) ? pods.reason : undefined;
  const first = why === 'not-configured' ? why : why === undefined && late ? 'unreachable' : 'starting';
  const state = standing.state === 'starting' ? first : standing.state;
  return {
    id: 'api-server',
    name: say('sources.api-server'),
    source: { kind: 'api-server' },
    state,
    ...(standing.asOf ? { asOf: standing.asOf } : {}),
    ...(why ? { detail: sayCode(why) } : {}),
    deadlineSeconds: WATCH_DEADLINE_SECONDS,
  };
}

function partRow(part: SnapshotPart, { read, last }: SourceRowsInput): SourceRow {
  const now = read(part);
  const asOf = last(part)?.observedAt;
  const known = now.status === 'known';
  return {
    id: part,
    name: say(`sources.${part}`),
    source: now.source,
    state: known ? (now.fresh ? 'live' : 'stale') : stateOf(now.reason),
    ...(asOf ? { asOf } : {}),
    deadlineSeconds: isWatched(part) ? WATCH_DEADLINE_SECONDS : probeTiming[part].deadlineSeconds,
    ...(!known && now.missingRight ? { missingRight: now.missingRight } : {}),
    ...(known && Array.isArray(now.data) ? { objects: now.data.length } : {}),
    ...(known ? {} : { detail: sayCode(now.reason) }),
  };
}

function stateOf(reason: ErrorCode): SourceRow['state'] {
  if (reason === 'not-read-yet') return 'starting';
  if (reason === 'cluster-denied' || reason === 'cvat-denied') return 'denied';
  if (['not-configured', 'not-found', 'no-installation', 'endpoint-unknown'].includes(reason)) return 'not-configured';
  return 'unreachable';
}

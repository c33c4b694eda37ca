import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { AppError } from '@/lib/domain/errors';
import { type KnownPart, known, type Part, type Source, type UnknownPart, unknown } from '@/lib/domain/part';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import type { Snapshot, SnapshotData, SnapshotPart } from '@/lib/domain/snapshot';
import { createFeedParts } from '@/lib/snapshot/feed-parts';
import { isWatched, type ProbedPart, probeTiming, watchedParts } from '@/lib/snapshot/part-timing';
import { missingRightOf, type ProbeSink } from '@/lib/snapshot/prober';

type Data = SnapshotData[SnapshotPart];
type Held =
  | { readonly kind: 'known'; readonly data: Data; readonly at: number; readonly source: Source }
  | { readonly kind: 'unknown'; readonly part: UnknownPart };

export interface SnapshotStore extends ProbeSink {
  /** The part as it stands now: freshness is judged at this moment. */
  read<P extends SnapshotPart>(part: P): Part<SnapshotData[P]>;
  /** What was known last, however old, also where the source fails now: for showing "was". */
  last<P extends SnapshotPart>(part: P): KnownPart<SnapshotData[P]> | undefined;
  /** All parts, lazily: a part costs nothing until it is looked at. */
  snapshot(): Snapshot;
  /** Called with the part after each change of it. Returns a canceller. */
  onChange(listener: (part: SnapshotPart) => void): () => void;
}

const partNames: readonly SnapshotPart[] = [...watchedParts, ...(Object.keys(probeTiming) as ProbedPart[])];

/** Holds every part: watched ones as views of the feeds, probed ones as last answered. */
export function createSnapshotStore(options: { feeds: ClusterFeeds; clock: Clock }): SnapshotStore {
  const { clock } = options;
  const startedAt = toIso(clock.now());
  const feedParts = createFeedParts({ feeds: options.feeds, startedAt });
  const current = new Map<ProbedPart, Held>();
  const lastKnown = new Map<ProbedPart, Held & { kind: 'known' }>();
  const listeners = new Set<(part: SnapshotPart) => void>();
  const changed = (part: SnapshotPart) => {
    for (const listener of listeners) listener(part);
  };
  feedParts.onChange(changed);

  const asPart = (part: ProbedPart, held: Held | undefined): Part<Data> => {
    if (!held) return unknown('not-read-yet', startedAt, { kind: 'loupe' });
    if (held.kind === 'unknown') return held.part;
    return known(held.data, toIso(held.at), held.source, clock.now() - held.at <= probeTiming[part].deadlineSeconds * 1_000);
  };
  const readAny = (part: SnapshotPart): Part<Data> => (isWatched(part) ? feedParts.read(part) : asPart(part, current.get(part)));

  return {
    read: (part) => readAny(part) as never,
    last: (part) => {
      const now = readAny(part);
      if (now.status === 'known') return now as never;
      const held = isWatched(part) ? undefined : lastKnown.get(part);
      return held ? (known(held.data, toIso(held.at), held.source, false) as never) : undefined;
    },
    snapshot: () => Object.defineProperties({}, Object.fromEntries(partNames.map((p) => [p, { enumerable: true, get: memo(() => readAny(p)) }]))) as Snapshot,
    put: (part, data, source) => {
      const held = { kind: 'known', data, at: clock.now(), source } as const;
      current.set(part, held);
      lastKnown.set(part, held);
      changed(part);
    },
    fail: (part, error: AppError, source) => {
      const before = current.get(part);
      const since = before?.kind === 'unknown' && before.part.reason === error.code ? before.part.since : toIso(clock.now());
      current.set(part, { kind: 'unknown', part: unknown(error.code, since, source, missingRightOf(error)) });
      changed(part);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A snapshot is of one moment: the first look at a part decides. */
function memo<T>(read: () => T): () => T {
  let value: { readonly it: T } | undefined;
  return () => {
    value ??= { it: read() };
    return value.it;
  };
}

import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import { known, type Part, unknown } from '@/lib/domain/part';
import type { SnapshotData, SnapshotPart } from '@/lib/domain/snapshot';
import { isWatched, type WatchedPart } from '@/lib/snapshot/part-timing';
import { missingRightOf, type Prober } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

interface CollectorDeps {
  readonly store: Pick<SnapshotStore, 'read'>;
  readonly prober: Pick<Prober, 'ask'>;
  /** Reads a watched part from the API server now. Throws cluster-* codes. */
  readonly readNow: (part: WatchedPart) => Promise<SnapshotData[WatchedPart]>;
  readonly clock: Clock;
}

export type CollectFresh = <P extends SnapshotPart>(parts: readonly P[]) => Promise<{ readonly [K in P]: Part<SnapshotData[K]> }>;

/**
 * Reads parts now, all at once and past every cache: watched ones by a direct list, probed ones by a question that begins after the call. A part that
 * cannot be read comes back unknown; nothing old is passed off as fresh.
 */
export function createFreshCollector({ store, prober, readNow, clock }: CollectorDeps): CollectFresh {
  const direct = async (part: WatchedPart): Promise<Part<unknown>> => {
    const source = { kind: part === 'longhorn' ? 'longhorn' : 'api-server', detail: part } as const;
    try {
      return known<unknown>(await readNow(part), toIso(clock.now()), source);
    } catch (cause) {
      const error = cause instanceof AppError ? cause : new AppError('internal', { cause });
      return unknown(error.code, toIso(clock.now()), source, missingRightOf(error));
    }
  };
  const probed = async (part: Exclude<SnapshotPart, WatchedPart>): Promise<Part<unknown>> => {
    await prober.ask(part);
    return store.read(part);
  };
  return async (parts) => {
    const read = await Promise.all(parts.map(async (part) => [part, await (isWatched(part) ? direct(part) : probed(part))] as const));
    return Object.fromEntries(read) as never;
  };
}

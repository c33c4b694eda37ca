import 'server-only';
import { known, type Part, type Source, unknown } from '@/lib/domain/part';
import type { ClusterFeeds, ObjectFeed } from '@/lib/domain/ports/cluster-feeds';
import type { SnapshotData } from '@/lib/domain/snapshot';
import { type WatchedPart, watchedParts } from '@/lib/snapshot/part-timing';

type Data = SnapshotData[WatchedPart];

/** The feeds as parts of the snapshot. Lists are made once per change, not per look. */
export function createFeedParts({ feeds, startedAt }: { feeds: ClusterFeeds; startedAt: string }) {
  const lists = new Map<WatchedPart, Data>();

  const listOf = (part: WatchedPart): Data => {
    const kept = lists.get(part);
    if (kept) return kept;
    const objects = [...(feeds[part] as ObjectFeed<unknown>).objects.values()];
    const data = (part === 'longhorn' ? objects[0] : objects) as Data;
    lists.set(part, data);
    return data;
  };

  const read = (part: WatchedPart): Part<Data> => {
    const { state } = feeds[part];
    const source: Source = { kind: part === 'longhorn' ? 'longhorn' : 'api-server', detail: part };
    const since = state.asOf ?? startedAt;
    if (state.status === 'denied') return unknown('cluster-denied', since, source, state.missingRight);
    if (state.status === 'absent') return unknown('not-found', since, source);
    if (state.status === 'starting') return unknown(state.reason ?? 'not-read-yet', since, source);
    return known(listOf(part), since, source, state.status === 'live');
  };

  return {
    read,
    onChange(listener: (part: WatchedPart) => void): void {
      for (const part of watchedParts) {
        (feeds[part] as ObjectFeed<unknown>).subscribe(() => {
          lists.delete(part);
          listener(part);
        });
      }
    },
  };
}

import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { ClusterFeeds, FeedState, ObjectFeed } from '@/lib/domain/ports/cluster-feeds';
import type { SnapshotData } from '@/lib/domain/snapshot';
import { type WatchedPart, watchedParts } from '@/lib/snapshot/part-timing';

/** Feeds without a watch: each part holds what was read when it was last asked for. Between questions they cost nothing. */
export interface DemandFeeds {
  readonly feeds: ClusterFeeds;
  /** Reads the part now, past every cache, and keeps it. Throws what the reader throws; the feed then says so. */
  refresh<P extends WatchedPart>(part: P): Promise<SnapshotData[P]>;
}

interface HeldFeed {
  readonly feed: ObjectFeed<unknown>;
  put(data: SnapshotData[WatchedPart], state: FeedState): void;
}

export function createDemandFeeds(read: <P extends WatchedPart>(part: P) => Promise<SnapshotData[P]>, clock: Clock): DemandFeeds {
  const held = new Map(watchedParts.map((part) => [part, heldFeed()]));
  return {
    feeds: Object.fromEntries([...held].map(([part, { feed }]) => [part, feed])) as unknown as ClusterFeeds,
    refresh: async (part) => {
      try {
        const data = await read(part);
        held.get(part)?.put(data, { status: 'live', asOf: toIso(clock.now()), badEvents: 0 });
        return data;
      } catch (error) {
        const reason = error instanceof AppError ? error.code : 'internal';
        held.get(part)?.put([], { status: 'starting', reason, badEvents: 0 });
        throw error;
      }
    },
  };
}

function heldFeed(): HeldFeed {
  const listeners = new Set<Parameters<ObjectFeed<unknown>['subscribe']>[0]>();
  const objects = new Map<string, unknown>();
  let state: FeedState = { status: 'starting', reason: 'not-read-yet', badEvents: 0 };
  return {
    feed: {
      objects,
      get state() {
        return state;
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    put: (data, next) => {
      objects.clear();
      for (const [index, object] of (Array.isArray(data) ? data : [data]).entries()) objects.set(String(index), object);
      state = next;
      for (const listener of listeners) listener({ changed: [], gone: [] });
    },
  };
}

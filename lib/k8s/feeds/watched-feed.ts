import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { ObjectFeed } from '@/lib/domain/ports/cluster-feeds';
import type { ApiKind } from '@/lib/domain/resource-ref';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { stateOfWatch, worstState } from '@/lib/k8s/feeds/feed-state';
import { createListeners } from '@/lib/k8s/feeds/listeners';
import type { ApiObject } from '@/lib/k8s/map/api-object';
import { type ResourceWatch, watchResource } from '@/lib/k8s/watch/watch-resource';

export interface FeedContext {
  readonly connection: ClusterConnection;
  /** The machine's clock. */
  readonly clock: Clock;
  readonly random?: () => number;
  readonly isLookedAt?: (() => boolean) | undefined;
}

/** One watch that feeds a part. `prefix` goes before its keys, where two kinds may share a name. */
export interface FeedSource<T> {
  readonly kind: ApiKind;
  readonly namespace?: string | undefined;
  readonly fieldSelector?: string;
  readonly trim: (object: ApiObject) => T | undefined;
  readonly prefix?: string;
}

export interface RunningFeed<T> extends ObjectFeed<T> {
  /** Lists and watches begun so far. */
  readonly starts: number;
  readonly settled: Promise<void>;
  stop(): void;
}

/** A part kept by one watch, or by several whose objects are put together. */
export function createWatchedFeed<T>(context: FeedContext, sources: readonly FeedSource<T>[]): RunningFeed<T> {
  const objects = new Map<string, T>();
  const listeners = createListeners<T>();
  const watches: ResourceWatch<T>[] = sources.map(({ prefix = '', ...source }) =>
    watchResource<T>({
      ...context,
      ...source,
      onChange(change) {
        for (const key of change.removed) objects.delete(prefix + key);
        for (const [key, value] of change.changed) objects.set(prefix + key, value);
        listeners.tell({ changed: [...change.changed.values()], gone: change.removed.map((key) => prefix + key) });
      },
      onState: () => listeners.tell({ changed: [], gone: [] }),
    }),
  );
  return {
    objects,
    get state() {
      return worstState(watches.map(stateOfWatch));
    },
    get starts() {
      return watches.reduce((sum, watch) => sum + watch.starts, 0);
    },
    settled: Promise.all(watches.map((watch) => watch.settled)).then(() => undefined),
    subscribe: listeners.subscribe,
    stop() {
      for (const watch of watches) watch.stop();
    },
  };
}

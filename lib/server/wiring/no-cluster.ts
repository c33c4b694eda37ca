import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { ClusterFeeds, ObjectFeed } from '@/lib/domain/ports/cluster-feeds';
import { watchedParts } from '@/lib/snapshot/part-timing';

/** Feeds of an installation whose cluster is not configured: nothing is known, and why. */
export function feedsWithoutCluster(): ClusterFeeds {
  const feed: ObjectFeed<never> = {
    objects: new Map<string, never>(),
    state: { status: 'starting', reason: 'not-configured', badEvents: 0 },
    subscribe: () => () => {},
  };
  return Object.fromEntries(watchedParts.map((part) => [part, feed])) as unknown as ClusterFeeds;
}

/** Stands in for everything that needs the API server. */
export function notConfigured(): never {
  throw new AppError('not-configured', { detail: 'neither KUBECONFIG nor a service account' });
}

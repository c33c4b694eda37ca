import 'server-only';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import type { ClusterFeeds, ObjectFeed } from '@/lib/domain/ports/cluster-feeds';
import { watchedParts } from '@/lib/snapshot/part-timing';

/** Feeds where nothing can be watched: nothing is known, and why, as it stands when it is asked. */
export function feedsWithout(reason: () => ErrorCode): ClusterFeeds {
  const feed: ObjectFeed<never> = {
    objects: new Map<string, never>(),
    get state() {
      return { status: 'starting' as const, reason: reason(), badEvents: 0 };
    },
    subscribe: () => () => {},
  };
  return Object.fromEntries(watchedParts.map((part) => [part, feed])) as unknown as ClusterFeeds;
}

/** Stands in for everything that needs the API server. */
export function notConfigured(): never {
  throw new AppError('not-configured', { detail: 'neither KUBECONFIG nor a service account' });
}

/** Stands in for everything that needs an installation to look at. */
export function noInstallation(): never {
  throw new AppError('no-installation');
}

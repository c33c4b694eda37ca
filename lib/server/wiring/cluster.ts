import 'server-only';
import { systemClock } from '@/lib/domain/clock';
import type { ErrorCode } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { startClusterFeeds } from '@/lib/k8s/feeds/cluster-feeds';
import type { Foundation } from '@/lib/server/wiring/foundation';
import { feedsWithout } from '@/lib/server/wiring/no-cluster';

/** The cluster as one installation sees it. */
export interface Cluster {
  /** Undefined where no cluster is configured: Loupe then still starts, and says so. */
  readonly connection: ClusterConnection | undefined;
  /** Undefined until one is found or chosen: nothing is watched then. */
  readonly installation: Installation | undefined;
  readonly feeds: ClusterFeeds;
  /** Ends the watches; the connection stays. */
  stop(): void;
}

interface ClusterWiring {
  readonly installation: Installation | undefined;
  /** What keeps one from being open, where none is. */
  readonly whyNone: () => ErrorCode;
  /** Whether a page is open anywhere. */
  readonly isLookedAt: () => boolean;
}

/** Starts the watches of the installation. Waits for nothing. */
export function openCluster({ connection }: Pick<Foundation, 'connection'>, { installation, whyNone, isLookedAt }: ClusterWiring): Cluster {
  const nothing = { connection, installation, stop: () => {} };
  if (!connection) return { ...nothing, feeds: feedsWithout(() => 'not-configured') };
  if (!installation) return { ...nothing, feeds: feedsWithout(whyNone) };
  const running = startClusterFeeds({ connection, clock: systemClock, installation, isLookedAt });
  return { connection, installation, feeds: running.feeds, stop: () => running.stop() };
}

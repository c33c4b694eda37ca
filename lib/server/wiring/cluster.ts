import 'server-only';
import { systemClock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { startClusterFeeds } from '@/lib/k8s/feeds/cluster-feeds';
import type { Env } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { feedsWithoutCluster } from '@/lib/server/wiring/no-cluster';

export interface Cluster {
  /** Undefined where no cluster is configured: Loupe then still starts, and says so. */
  readonly connection: ClusterConnection | undefined;
  readonly installation: Installation;
  readonly feeds: ClusterFeeds;
  readonly skewMs: () => number;
  stop(): Promise<void>;
}

/** Opens the way to the API server and starts the watches. Waits for nothing. */
export function openCluster(env: Env, version: string): Cluster {
  const connection = tryConnect(env, version);
  const installation: Installation = {
    cluster: env.labUrl ? 'lab' : (connection?.context ?? 'not configured'),
    namespace: env.namespace,
    release: env.release,
    nuclioNamespace: env.nuclioNamespace,
    nuclioProject: env.nuclioProject,
  };
  if (!connection) return { connection, installation, feeds: feedsWithoutCluster(), skewMs: () => 0, stop: async () => {} };
  const running = startClusterFeeds({ connection, clock: systemClock, installation });
  return {
    ...{ connection, installation, feeds: running.feeds },
    skewMs: () => connection.skewMs,
    stop: async () => {
      running.stop();
      await connection.close();
    },
  };
}

function tryConnect(env: Env, version: string): ClusterConnection | undefined {
  try {
    return connectCluster({ kubeconfigPath: env.kubeconfig, version });
  } catch (error) {
    log.error({ code: error instanceof AppError ? error.code : 'internal', detail: error instanceof Error ? error.message : '' }, 'no way to a cluster');
    return undefined;
  }
}

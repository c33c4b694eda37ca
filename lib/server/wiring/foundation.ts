import 'server-only';
import { type Clock, systemClock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { Reach } from '@/lib/domain/ports/reach';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { readOwnAccount } from '@/lib/k8s/own-account';
import type { Env } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { createMetrics, type Metrics } from '@/lib/server/metrics/metrics';
import { createOwnAccount, type OwnAccount } from '@/lib/server/own-account';
import { openRemoteDoor, type RemoteDoor } from '@/lib/server/wiring/door';
import { openReach } from '@/lib/server/wiring/reach';
import { openStores, type Stores } from '@/lib/server/wiring/stores';
import { createClusterClock } from '@/lib/snapshot/cluster-clock';

/** What lives as long as the process, whichever installation is open. */
export interface Foundation {
  readonly version: string;
  readonly env: Env;
  /** Undefined where no cluster is configured: Loupe then still starts, and says so. */
  readonly connection: ClusterConnection | undefined;
  /** Shown as the cluster's name. */
  readonly clusterName: string;
  /** The API server's time. */
  readonly clock: Clock;
  readonly stores: Stores;
  readonly reach: Reach;
  /** Whom the API server takes Loupe for. */
  readonly account: OwnAccount;
  readonly metrics: Metrics;
  /** The way to the engine where it lives in the actor's process. */
  readonly door: RemoteDoor | undefined;
  /** CVAT's token, as it stands now. */
  readonly cvatToken: () => Promise<string | undefined>;
  close(): Promise<void>;
}

/** Rejects when the database or the ledger cannot be opened; never waits for the cluster. */
export async function openFoundation(env: Env, version: string): Promise<Foundation> {
  const metrics = createMetrics(version);
  const connection = tryConnect(env, version, metrics);
  const clock = createClusterClock(() => connection?.skewMs ?? 0);
  const stores = await openStores(env, clock);
  const reach = openReach(env, connection, version);
  const door = openRemoteDoor(env.actor, stores.runs);
  return {
    ...{ version, env, connection, clock, stores, reach, metrics, door },
    account: createOwnAccount(async () => connection && readOwnAccount(connection), systemClock),
    clusterName: env.labUrl ? 'lab' : (connection?.context ?? 'not configured'),
    cvatToken: () => stores.cvatToken.token(),
    close: async () => {
      await door?.close();
      await reach.close();
      await connection?.close();
      stores.ledger.close();
    },
  };
}

function tryConnect(env: Env, version: string, metrics: Metrics): ClusterConnection | undefined {
  try {
    return connectCluster({ kubeconfigPath: env.kubeconfig, version, onAnswer: metrics.apiAnswered });
  } catch (error) {
    log.error({ code: error instanceof AppError ? error.code : 'internal', detail: error instanceof Error ? error.message : '' }, 'no way to a cluster');
    return undefined;
  }
}

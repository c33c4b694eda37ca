import 'server-only';
import type { Server } from 'node:http';
import { listen, type Place } from '@/lib/actor/listen';
import { createEngineServer } from '@/lib/actor/serve-engine';
import { systemClock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { ExecAddress, PodExec } from '@/lib/domain/ports/pod-exec';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createPodExec } from '@/lib/k8s/exec';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { readOwnAccount } from '@/lib/k8s/own-account';
import { openActorStores } from '@/lib/server/actor/actor-stores';
import { createAuthorise } from '@/lib/server/actor/authorise';
import { createCurrentDemand } from '@/lib/server/actor/current-demand';
import { currentInstallation } from '@/lib/server/actor/current-installation';
import type { Env } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { createOwnAccount } from '@/lib/server/own-account';
import { createReadiness } from '@/lib/server/readiness';
import { openEngine } from '@/lib/server/wiring/engine';
import { notConfigured } from '@/lib/server/wiring/no-cluster';
import { createClusterClock } from '@/lib/snapshot/cluster-clock';

export interface ActorProcess {
  /** Ends runs, streams and the database in good order. */
  stop(finishMs: number): Promise<void>;
}

/**
 * The process that alone may change anything: it watches nothing, reads what a command needs when it comes, and costs nothing in between. Rejects
 * when the database, the ledger or the place to listen cannot be opened; never waits for the cluster.
 */
export async function openActor(env: Env, version: string): Promise<ActorProcess> {
  const kubeconfig = env.actor.kubeconfig ?? env.kubeconfig;
  const connection = tryConnect(kubeconfig, version);
  const clock = createClusterClock(() => connection?.skewMs ?? 0);
  const stores = await openActorStores(env, clock);
  const exec: PodExec = connection ? createPodExec({ connection, clock: systemClock, version }) : { ask: notConfigured };
  const reach = createReach({ connection, clock: systemClock, version, isInCluster: connection !== undefined && kubeconfig === undefined });
  const clusterName = env.labUrl ? 'lab' : (connection?.context ?? 'not configured');
  const demand = createCurrentDemand({
    ...{ env, connection, reach, exec, stores, clock },
    installation: async () => currentInstallation(env, (await stores.settings()).installation, clusterName),
  });
  const engine = openEngine({
    ...{ connection, exec, readers: demand.readers, nuclio: demand.nuclio },
    ...{ ledger: stores.ledger, runs: stores.runs, findings: stores.findings },
    recheck: async (checkId) => (await demand.now()).recheck(checkId, (await stores.settings()).thresholds),
    context: async () => ({ installation: await demand.installation(), thresholds: (await stores.settings()).thresholds }),
    enabled: async (id) => (await stores.settings()).isEnabled(id),
  });
  const account = createOwnAccount(async () => connection && readOwnAccount(connection), systemClock);
  const readiness = createReadiness(stores.ledger.assertWritable, systemClock);
  const server = createEngineServer({
    ...{ engine, runs: stores.runs, secret: env.actor.listen ? env.actor.secret : undefined },
    authorise: createAuthorise({ person: stores.person, ledger: stores.ledger }),
    mayDo: demand.readers.mayDo,
    account: () => account.name,
    ask: async (where, question) => {
      assertInside(await demand.installation(), where);
      return exec.ask(where, question);
    },
    assertReady: readiness.assert,
    onFault: (error) => log.error({ err: error }, 'a command failed inside the actor'),
  });
  await listen(server, placeOf(env));
  // Before anybody can begin another: what a crash left open. The cluster may be away for it.
  void engine.reconcile().catch((error: unknown) => log.error({ err: error }, 'open runs could not be settled'));

  return {
    stop: async (finishMs) => {
      readiness.end();
      await engine.end(finishMs);
      demand.stop();
      await closed(server);
      await reach.close();
      await connection?.close();
      await stores.close();
    },
  };
}

/** The process that faces browsers may name any pod: only those of the installation are asked. */
function assertInside({ namespace, nuclioNamespace }: Installation, where: ExecAddress): void {
  if (where.namespace === namespace || where.namespace === nuclioNamespace) return;
  throw new AppError('invalid-input', { params: { field: 'where.namespace' }, detail: `a question in ${where.namespace}` });
}

function placeOf({ actor }: Env): Place {
  if (actor.listen === undefined) return { socket: actor.socket };
  const at = actor.listen.lastIndexOf(':');
  return { host: actor.listen.slice(0, at), port: Number(actor.listen.slice(at + 1)) };
}

/** Streams never end by themselves; commands that are being answered may. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 200).unref();
  });
}

function tryConnect(kubeconfigPath: string | undefined, version: string): ClusterConnection | undefined {
  try {
    return connectCluster({ kubeconfigPath, version });
  } catch (error) {
    log.error({ code: error instanceof AppError ? error.code : 'internal', detail: error instanceof Error ? error.message : '' }, 'no way to a cluster');
    return undefined;
  }
}

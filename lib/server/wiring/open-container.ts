import 'server-only';
import { checks } from '@/lib/checks/registry.generated';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { systemClock } from '@/lib/domain/clock';
import type { ErrorCode } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import { namespaceOf } from '@/lib/domain/rights/namespace-of';
import { readRights } from '@/lib/domain/rights/read-rights';
import { createHelmReader } from '@/lib/helm/read-release';
import { createDirectReader, type DirectReader } from '@/lib/k8s/direct-reader';
import { createPodExec } from '@/lib/k8s/exec';
import { createReleaseRecords } from '@/lib/k8s/release-records';
import { remediations } from '@/lib/remediations/registry.generated';
import type { Container } from '@/lib/server/container';
import { log } from '@/lib/server/log';
import { boardSources } from '@/lib/server/metrics/board-sources';
import { askWhereMoved } from '@/lib/server/passes/ask-where-moved';
import { createCheckPasses } from '@/lib/server/passes/check-passes';
import { createSampler } from '@/lib/server/passes/sampler';
import { createReaders } from '@/lib/server/readers';
import { createRightsBook } from '@/lib/server/rights-book';
import { type Cluster, openCluster } from '@/lib/server/wiring/cluster';
import { createDuties, type Duties } from '@/lib/server/wiring/duties';
import { openEndpoints, wayTo } from '@/lib/server/wiring/endpoints';
import type { Foundation } from '@/lib/server/wiring/foundation';
import { openLive } from '@/lib/server/wiring/live';
import { noInstallation, notConfigured } from '@/lib/server/wiring/no-cluster';
import { openSeat } from '@/lib/server/wiring/seat';
import { createProbes, openNuclio } from '@/lib/server/wiring/sources';
import { createFreshCollector } from '@/lib/snapshot/collect-fresh';
import { createProber } from '@/lib/snapshot/prober';
import { createSnapshotStore } from '@/lib/snapshot/snapshot-store';

/**
 * Joins ports to adapters for one installation, or for none: then everything is unknown, and says why. Rejects when the database cannot be read;
 * never waits for the cluster.
 */
export async function openContainer(foundation: Foundation, installation: Installation | undefined, whyNone: () => ErrorCode): Promise<Container> {
  const { env, version, clock, stores, metrics } = foundation;
  // Until there are pages that could be open, as if one was.
  let isLookedAt = () => true;
  const cluster = openCluster(foundation, { installation, whyNone, isLookedAt: () => isLookedAt() });
  await stores.findings.turnTo(installation);
  const { connection } = cluster;
  const store = createSnapshotStore({ feeds: cluster.feeds, clock });
  const endpoints = openEndpoints({ env, installation, store, clock: systemClock });
  const exec: PodExec = foundation.door?.exec ?? (connection ? createPodExec({ connection, clock: systemClock, version }) : { ask: notConfigured });
  const nuclio = openNuclio(foundation, cluster, endpoints);
  const helm = connection && installation && createHelmReader(createReleaseRecords(connection), installation.namespace, installation.release);
  const sampler = createSampler({ samples: stores.samples, clock });
  const probes = createProbes({ foundation, cluster, endpoints, exec, nuclio, helm, store, clock, trends: () => sampler.trends, followsLogs: true });
  const prober = createProber(probes, store, systemClock, () => isLookedAt());
  const direct = openDirectReader(cluster);
  const readers = createReaders({
    ...{ object: direct.object, functionObject: direct.functionObject, mayDo: direct.mayDo },
    collect: createFreshCollector({ store, prober, clock, readNow: (part) => direct.read(part) }),
    chartValues: async () => helm?.values(),
  });
  const rights = createRightsBook({
    rules: installation ? [...readRights, ...remediations.flatMap((r) => r.rbac.map((rule) => ({ ...rule, places: r.acts })))] : [],
    namespaceOf: (place) => installation && namespaceOf(installation, place),
    mayDo: (rule, namespace) => seat.mayDo(rule, namespace),
  });
  const passes = createCheckPasses({
    ...{ checks, clock, findings: stores.findings, snapshot: store.snapshot },
    context: () => ({ installation: installation ?? noInstallation(), thresholds: stores.settings.thresholds }),
    onPass: (end) => {
      duties.changes.findings(end);
      if (end.fullPassMs !== undefined) metrics.passEnded(end.fullPassMs);
      live.mark('checks');
      void live.findingsChanged();
    },
    onFault: (error, checkId) => log.error({ err: error, checkId }, 'a check failed'),
  });
  const live = openLive({
    namePrefix: () => endpoints.namePrefix,
    ...{ cluster, clusterName: foundation.clusterName, stores, store, checks, remediations, clock, held: rights.held, isLab: env.labUrl !== undefined },
    passes: () => passes,
    kubernetes: () => duties.kubernetes,
  });
  isLookedAt = () => live.hub.clients.size > 0;
  const seat = await openSeat({ foundation, installation, readers, exec, nuclio, store, passes: () => passes });
  const { engine } = seat;
  const duties: Duties = createDuties({ ...{ cluster, stores, store, prober, sampler, rights, live, passes, clock } });
  store.onChange(passes.partChanged);
  const unfollow = engine.onChange((run) => {
    duties.changes.run(run);
    metrics.runChanged(run);
    void live.runBook.take(run).then((row) => {
      live.board.patch('runs', [row], []);
      live.mark('findings', 'models');
    });
  });

  live.board.replace('runs', await live.runBook.load());
  await live.findingsChanged();
  live.start();
  metrics.attach(boardSources(live, clock));
  prober.start();
  askWhereMoved(endpoints, prober);
  // Without an installation there is nothing to judge, and what was found before stays as it is.
  if (installation) passes.start();
  await duties.start();

  return {
    ...stores,
    ...{ board: live.board, hub: live.hub, runBook: live.runBook, standing: live.standing },
    ...{ version, env: { labUrl: env.labUrl, dataDir: env.dataDir }, origins: env.origins },
    ...{
      installation,
      clusterName: foundation.clusterName,
      endpoints,
      clock,
      engine,
      metrics,
      snapshot: store,
      prober,
      cluster: { connection },
      mayDo: direct.mayDo,
      rights,
    },
    ...(foundation.door ? { actorAccount: foundation.door.account } : {}),
    ...{ account: foundation.account, isInCluster: connection !== undefined && env.kubeconfig === undefined },
    cvatWith: (token) => createCvatApi({ way: wayTo('cvat', endpoints, foundation.reach), token: async () => token }),
    publicModels: async () => stores.settings.publicModels,
    settled: seat.settled,
    endRuns: seat.end,
    stop: async () => {
      endpoints.stop();
      duties.stop();
      live.stop();
      prober.stop();
      passes.stop();
      await seat.settled();
      unfollow();
      seat.stop();
      cluster.stop();
    },
  };
}

function openDirectReader({ connection, installation }: Cluster): DirectReader {
  if (connection && installation) return createDirectReader(connection, installation);
  const missing = connection ? noInstallation : notConfigured;
  return { read: missing, object: missing, functionObject: missing, mayDo: async () => 'unknown' };
}

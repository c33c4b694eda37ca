import 'server-only';
import { checks } from '@/lib/checks/registry.generated';
import { type Clock, systemClock } from '@/lib/domain/clock';
import type { Installation } from '@/lib/domain/installation';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { RunEngine } from '@/lib/domain/ports/run-engine';
import { namespaceOf } from '@/lib/domain/rights/namespace-of';
import { readRights } from '@/lib/domain/rights/read-rights';
import { createHelmReader } from '@/lib/helm/read-release';
import { createDirectReader } from '@/lib/k8s/direct-reader';
import { createPodExec } from '@/lib/k8s/exec';
import { createReleaseRecords } from '@/lib/k8s/release-records';
import { remediations } from '@/lib/remediations/registry.generated';
import { type Env, getEnv } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { createCheckPasses } from '@/lib/server/passes/check-passes';
import { createSampler } from '@/lib/server/passes/sampler';
import { createReaders } from '@/lib/server/readers';
import { createRightsBook, type RightsBook } from '@/lib/server/rights-book';
import { type Cluster, openCluster } from '@/lib/server/wiring/cluster';
import { createDuties, type Duties } from '@/lib/server/wiring/duties';
import { openEngine } from '@/lib/server/wiring/engine';
import { type Live, openLive } from '@/lib/server/wiring/live';
import { notConfigured } from '@/lib/server/wiring/no-cluster';
import { createProbes, openNuclio } from '@/lib/server/wiring/sources';
import { openStores, type Stores } from '@/lib/server/wiring/stores';
import { createClusterClock } from '@/lib/snapshot/cluster-clock';
import { createFreshCollector } from '@/lib/snapshot/collect-fresh';
import { createProber, type Prober } from '@/lib/snapshot/prober';
import { createSnapshotStore, type SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Everything the web side may use. It holds no writer: what changes something goes through `engine`. */
export interface Container extends Stores, Pick<Live, 'board' | 'hub' | 'runBook' | 'standing'> {
  readonly version: string;
  readonly env: Pick<Env, 'labUrl' | 'dataDir'>;
  /** Addresses people open; the first is the canonical one. */
  readonly origins: Env['origins'];
  readonly installation: Installation;
  /** The API server's time. */
  readonly clock: Clock;
  readonly engine: RunEngine;
  readonly snapshot: SnapshotStore;
  readonly prober: Pick<Prober, 'ask'>;
  readonly cluster: Pick<Cluster, 'connection'>;
  readonly mayDo: Readers['mayDo'];
  readonly rights: RightsBook;
  publicModels(): Promise<boolean>;
  /** Ends streams, watches and runs in good order. */
  stop(): Promise<void>;
}

const VERSION = '0.1.0';
const shared = globalThis as { loupeContainer?: Promise<Container> };

/** The process's one container; opened by whoever asks first, at start. */
export function getContainer(): Promise<Container> {
  shared.loupeContainer ??= openContainer(getEnv());
  return shared.loupeContainer;
}

/** Joins ports to adapters: the only place that knows both. Rejects when the database or the ledger cannot be opened; never waits for the cluster. */
async function openContainer(env: Env): Promise<Container> {
  const cluster = openCluster(env, VERSION);
  const { connection, installation } = cluster;
  const clock = createClusterClock(cluster.skewMs);
  const stores = await openStores(env, clock);
  const store = createSnapshotStore({ feeds: cluster.feeds, clock });
  const exec: PodExec = connection ? createPodExec({ connection, clock: systemClock, version: VERSION }) : { ask: notConfigured };
  const nuclio = openNuclio(env, installation);
  const helm = connection && createHelmReader(createReleaseRecords(connection), installation.namespace, installation.release);
  const sampler = createSampler({ samples: stores.samples, clock });
  const probes = createProbes({ env, cluster, exec, nuclio, helm, store, clock, trends: () => sampler.trends });
  const prober = createProber(probes, store, systemClock);
  const direct = connection
    ? createDirectReader(connection, installation)
    : { read: notConfigured, object: notConfigured, functionObject: notConfigured, mayDo: notConfigured };
  const readers = createReaders({
    ...{ object: direct.object, functionObject: direct.functionObject, mayDo: direct.mayDo },
    collect: createFreshCollector({ store, prober, clock, readNow: (part) => direct.read(part) }),
    chartValues: async () => helm?.values(),
  });
  const rights = createRightsBook({
    rules: [...readRights, ...remediations.flatMap((r) => r.rbac.map((rule) => ({ ...rule, places: r.acts })))],
    namespaceOf: (place) => namespaceOf(installation, place),
    mayDo: direct.mayDo,
  });
  const passes = createCheckPasses({
    ...{ checks, clock, findings: stores.findings, snapshot: store.snapshot },
    context: () => ({ installation, thresholds: stores.settings.thresholds }),
    onPass: (end) => {
      duties.changes.findings(end);
      live.mark('checks');
      void live.findingsChanged();
    },
    onFault: (error, checkId) => log.error({ err: error, checkId }, 'a check failed'),
  });
  const live = openLive({
    ...{ cluster, stores, store, checks, remediations, clock, held: rights.held, isLab: env.labUrl !== undefined },
    passes: () => passes,
    kubernetes: () => duties.kubernetes,
  });
  const engine = openEngine({
    ...{ cluster, stores, readers, exec, nuclio, store, clock: systemClock },
    passes: () => passes,
    checkNeeds: (id) => checks.filter((check) => check.id === id).flatMap((check) => [...check.needs, ...(check.mayUse ?? [])]),
  });
  const duties: Duties = createDuties({ ...{ cluster, stores, store, prober, sampler, rights, live, passes, clock } });
  store.onChange(passes.partChanged);
  engine.onChange((run) => {
    duties.changes.run(run);
    void live.runBook.take(run).then((row) => {
      live.board.patch('runs', [row], []);
      live.mark('findings', 'models');
    });
  });

  live.board.replace('runs', await live.runBook.load());
  await live.findingsChanged();
  live.start();
  prober.start();
  passes.start();
  await duties.start();

  return {
    ...stores,
    ...{ board: live.board, hub: live.hub, runBook: live.runBook, standing: live.standing },
    ...{ version: VERSION, env: { labUrl: env.labUrl, dataDir: env.dataDir }, origins: env.origins },
    ...{ installation, clock, engine, snapshot: store, prober, cluster: { connection }, mayDo: direct.mayDo, rights },
    publicModels: async () => stores.settings.publicModels,
    stop: async () => {
      duties.stop();
      live.stop();
      prober.stop();
      passes.stop();
      await engine.settled();
      await cluster.stop();
      stores.ledger.close();
    },
  };
}

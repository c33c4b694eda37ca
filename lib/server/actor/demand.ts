import 'server-only';
import { checks } from '@/lib/checks/registry.generated';
import { runCheck } from '@/lib/checks/run-checks';
import { type Clock, systemClock } from '@/lib/domain/clock';
import type { FillTrend } from '@/lib/domain/facts/storage';
import type { Installation, Thresholds } from '@/lib/domain/installation';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Reach } from '@/lib/domain/ports/reach';
import type { Readers } from '@/lib/domain/ports/readers';
import type { CheckOutcome } from '@/lib/domain/verdict';
import { createHelmReader } from '@/lib/helm/read-release';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createDirectReader } from '@/lib/k8s/direct-reader';
import { createReleaseRecords } from '@/lib/k8s/release-records';
import type { NuclioApi } from '@/lib/nuclio/create-nuclio-api';
import type { ActorStores } from '@/lib/server/actor/actor-stores';
import { createDemandFeeds } from '@/lib/server/actor/demand-feeds';
import { readTrends } from '@/lib/server/actor/trends-now';
import type { Env } from '@/lib/server/env';
import { createReaders } from '@/lib/server/readers';
import { openEndpoints } from '@/lib/server/wiring/endpoints';
import { createProbes, openNuclio } from '@/lib/server/wiring/sources';
import { createDemandCollector } from '@/lib/snapshot/collect-on-demand';
import { createProber } from '@/lib/snapshot/prober';
import { createSnapshotStore } from '@/lib/snapshot/snapshot-store';

/** One installation, looked at when it is asked about and not before. */
export interface Demand {
  readonly readers: Readers;
  readonly nuclio: NuclioApi;
  /** The namespace CVAT's backend is told that functions lie in; undefined where it is not told one. Reads. */
  functionNamespace(): Promise<string | undefined>;
  /** Judges one check on what is read for it now. */
  recheck(checkId: string, thresholds: Thresholds): Promise<CheckOutcome>;
  stop(): void;
}

export interface DemandDeps {
  readonly env: Env;
  readonly connection: ClusterConnection;
  readonly installation: Installation;
  readonly reach: Reach;
  readonly exec: PodExec;
  readonly stores: Pick<ActorStores, 'samples' | 'cvatToken'>;
  /** The API server's time. */
  readonly clock: Clock;
}

export function openDemand({ env, connection, installation, reach, exec, stores, clock }: DemandDeps): Demand {
  const direct = createDirectReader(connection, installation);
  const { feeds, refresh } = createDemandFeeds((part) => direct.read(part), clock);
  const cluster = { connection, installation, feeds, stop: () => {} };
  const store = createSnapshotStore({ feeds, clock });
  const endpoints = openEndpoints({ env, installation, store, clock: systemClock });
  const nuclio = openNuclio({ reach }, cluster, endpoints);
  const helm = createHelmReader(createReleaseRecords(connection), installation.namespace, installation.release);
  let trends: readonly FillTrend[] = [];
  const foundation = { env, reach, cvatToken: stores.cvatToken };
  const probes = createProbes({ foundation, cluster, endpoints, exec, nuclio, helm, store, clock, trends: () => trends });
  const collectOnDemand = createDemandCollector({ store, prober: createProber(probes, store, systemClock), readNow: refresh, clock });
  const collect: Readers['collect'] = async (parts) => {
    if ((parts as readonly string[]).includes('fillLevels')) trends = await readTrends(stores.samples, await refresh('claims').catch(() => []), clock);
    return collectOnDemand(parts);
  };
  const found = () => Promise.allSettled([refresh('workloads'), refresh('services')]);
  const reached =
    <A extends unknown[], T>(call: (...input: A) => Promise<T>) =>
    async (...input: A) => {
      await found();
      return call(...input);
    };

  return {
    readers: createReaders({ ...direct, collect, chartValues: () => helm.values() }),
    nuclio: {
      ...nuclio,
      deleteFunction: reached(nuclio.deleteFunction),
      createFunction: reached(nuclio.createFunction),
      startFunction: reached(nuclio.startFunction),
      updateFunction: reached(nuclio.updateFunction),
    },
    functionNamespace: async () => {
      await found();
      return endpoints.functionNamespace;
    },
    recheck: async (checkId, thresholds) => {
      const check = checks.find((each) => each.id === checkId);
      if (!check) return { kind: 'error', detail: `no check ${checkId}` };
      const fresh = await collect([...check.needs, ...(check.mayUse ?? [])]);
      return runCheck(check, { ...store.snapshot(), ...fresh }, { installation, thresholds, now: clock.now() }).outcome;
    },
    stop: () => endpoints.stop(),
  };
}

import 'server-only';
import { type Clock, systemClock } from '@/lib/domain/clock';
import { chooseInstallation } from '@/lib/domain/discovery/choose-installation';
import type { ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import type { Installation } from '@/lib/domain/installation';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import type { Reach } from '@/lib/domain/ports/reach';
import type { Readers } from '@/lib/domain/ports/readers';
import { createHelmReader } from '@/lib/helm/read-release';
import { mayDo } from '@/lib/k8s/access-review';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createDirectReader } from '@/lib/k8s/direct-reader';
import { createBackendFinder } from '@/lib/k8s/discovery/find-backends';
import { createPodExec } from '@/lib/k8s/exec';
import { createReleaseRecords } from '@/lib/k8s/release-records';
import { createNuclioReader } from '@/lib/nuclio/create-nuclio-reader';
import { createDemandFeeds } from '@/lib/server/actor/demand-feeds';
import { createReleaseFinder } from '@/lib/server/discovery/find-releases';
import { CVAT_PROJECT } from '@/lib/server/discovery/installations';
import type { Env } from '@/lib/server/env';
import { type LiveEndpoints, openEndpoints, wayTo } from '@/lib/server/wiring/endpoints';
import { createProbes } from '@/lib/server/wiring/sources';
import type { CollectFresh } from '@/lib/snapshot/collect-fresh';
import { createDemandCollector } from '@/lib/snapshot/collect-on-demand';
import { createProber } from '@/lib/snapshot/prober';
import { createSnapshotStore, type SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** One installation, looked at once: readers only. What could change something is neither opened nor made. */
export interface Look {
  readonly installation: Installation;
  readonly store: SnapshotStore;
  readonly feeds: ClusterFeeds;
  readonly endpoints: LiveEndpoints;
  readonly collect: CollectFresh;
  readonly mayDo: Readers['mayDo'];
  stop(): void;
}

interface LookDeps {
  readonly env: Env;
  readonly version: string;
  readonly connection: ClusterConnection;
  readonly reach: Reach;
  /** The API server's time. */
  readonly clock: Clock;
}

const RECORDS = { apiGroup: '', resource: 'secrets', verbs: ['get', 'list'], namespaced: true };

/** Which release to look at; more than one, or none, is what was seen instead. */
export type Found = { readonly installation: Installation } | { readonly search: ReleaseSearch };

/** Looks for the release as the server does: named, or the only one there is. Throws cluster-* codes. */
export async function findInstallation({ env, connection, clock }: LookDeps, hints: readonly string[]): Promise<Found> {
  const pinned = { ...(env.namespace ? { namespace: env.namespace } : {}), ...(env.release ? { release: env.release } : {}) };
  const find = createReleaseFinder({
    backends: createBackendFinder(connection),
    mayReadRecords: async (namespace) => (await mayDo(connection, RECORDS, namespace)) === 'yes',
    record: (namespace, release) => createHelmReader(createReleaseRecords(connection), namespace, release).release(),
    clock,
  });
  const search = await find([...(env.namespace ? [env.namespace] : []), ...hints]);
  const choice = chooseInstallation({ pinned, kept: undefined, search });
  // A release that was named is looked at also where this account may not list it, but not where it was listed and is not there.
  if (choice.kind !== 'open' || (!choice.isSeen && search.scope.kind === 'cluster')) return { search };
  const { name, functionNamespace } = choice;
  return {
    installation: {
      ...{ cluster: connection.context, namespace: name.namespace, release: name.release },
      nuclioNamespace: env.nuclioNamespace ?? functionNamespace ?? name.namespace,
      nuclioProject: env.nuclioProject ?? CVAT_PROJECT,
    },
  };
}

/** The same readers, probes and parts as the server's, without its watches: each part is read when it is asked for. */
export function openLook({ env, version, connection, reach, clock }: LookDeps, installation: Installation): Look {
  const direct = createDirectReader(connection, installation);
  const { feeds, refresh } = createDemandFeeds((part) => direct.read(part), clock);
  const cluster = { connection, installation, feeds, stop: () => {} };
  const store = createSnapshotStore({ feeds, clock });
  const endpoints = openEndpoints({ env, installation, store, clock: systemClock });
  const nuclio = createNuclioReader({ way: wayTo('nuclio', endpoints, reach), namespace: installation.nuclioNamespace });
  const helm = createHelmReader(createReleaseRecords(connection), installation.namespace, installation.release);
  const exec = createPodExec({ connection, clock: systemClock, version });
  const foundation = { env, reach, cvatToken: async () => env.cvatToken };
  // One look has no history: how fast something fills is not known here.
  const probes = createProbes({ foundation, cluster, endpoints, exec, nuclio, helm, store, clock, trends: () => [], triesWrite: false });
  const collect = createDemandCollector({ store, prober: createProber(probes, store, systemClock), readNow: refresh, clock });
  return { installation, store, feeds, endpoints, collect, mayDo: direct.mayDo, stop: () => endpoints.stop() };
}

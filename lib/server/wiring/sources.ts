import 'server-only';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { type Clock, systemClock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { FillTrend } from '@/lib/domain/facts/storage';
import type { Installation } from '@/lib/domain/installation';
import type { KnownPart, Source } from '@/lib/domain/part';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { SnapshotData } from '@/lib/domain/snapshot';
import type { HelmReader } from '@/lib/helm/read-release';
import { readBuildLogs, readCrashLogs } from '@/lib/k8s/failure-logs';
import { createFillLevelReader } from '@/lib/k8s/fill-levels';
import { createGpuProber } from '@/lib/k8s/gpu-probe';
import { createKubeletStats } from '@/lib/k8s/kubelet-stats';
import { readNetworkFacts } from '@/lib/k8s/network-facts';
import { readProxyDecisions } from '@/lib/k8s/proxy-decisions';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';
import { createNuclioApi, type NuclioApi } from '@/lib/nuclio/create-nuclio-api';
import type { Env } from '@/lib/server/env';
import { createGpuQuestions } from '@/lib/server/probes/gpu-questions';
import type { Cluster } from '@/lib/server/wiring/cluster';
import type { ProbedPart, WatchedPart } from '@/lib/snapshot/part-timing';
import type { Probe } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Where CVAT and Nuclio answer: as configured, else their Services by name when Loupe runs in the cluster. */
export function sourceUrls(
  env: Env,
  { release, namespace, nuclioNamespace }: Installation,
): { readonly cvat: string | undefined; readonly nuclio: string | undefined } {
  const inCluster = env.kubeconfig === undefined;
  return {
    cvat: env.cvatUrl ?? (inCluster ? `http://${release}-backend-service.${namespace}.svc:8080` : undefined),
    nuclio: env.nuclioUrl ?? (inCluster ? `http://${release}-nuclio-dashboard.${nuclioNamespace}.svc:8070` : undefined),
  };
}

/** Nuclio's dashboard, or a stand-in that says that no address is configured. */
export function openNuclio(env: Env, installation: Installation): NuclioApi | undefined {
  const url = sourceUrls(env, installation).nuclio;
  return url ? createNuclioApi({ baseUrl: url, namespace: installation.nuclioNamespace }) : undefined;
}

interface ProbeDeps {
  readonly env: Env;
  readonly cluster: Cluster;
  readonly exec: PodExec;
  readonly nuclio: NuclioApi | undefined;
  readonly helm: HelmReader | undefined;
  readonly store: Pick<SnapshotStore, 'last'>;
  readonly trends: () => readonly FillTrend[];
  /** The API server's time. */
  readonly clock: Clock;
}

/** Every probe: which part it fills, whose word it is, and the question. */
export function createProbes(deps: ProbeDeps): readonly Probe[] {
  return [...serviceProbes(deps), ...storageProbes(deps), ...podProbes(deps)];
}

/** Typed where it is written, one kind in the list. */
function probe<P extends ProbedPart>(part: P, source: Source, run: Probe<P>['run']): Probe {
  return { part, source, run } as unknown as Probe;
}

function serviceProbes({ env, cluster, nuclio, helm }: ProbeDeps): Probe[] {
  const url = sourceUrls(env, cluster.installation).cvat;
  const cvat = url ? createCvatApi({ baseUrl: url, ...(env.cvatToken ? { token: env.cvatToken } : {}) }) : undefined;
  return [
    probe('cvatAbout', { kind: 'cvat' }, async () => configured(cvat).about()),
    probe('cvatHealth', { kind: 'cvat' }, async () => configured(cvat).health()),
    probe('cvatModels', { kind: 'cvat' }, async () => configured(cvat).models()),
    probe('inferenceRequests', { kind: 'cvat' }, async () => configured(cvat).inferenceRequests()),
    probe('cloudStorages', { kind: 'cvat' }, async () => configured(cvat).cloudStorages()),
    probe('nuclioDashboard', { kind: 'nuclio' }, async () => configured(nuclio).dashboard()),
    probe('helmRelease', { kind: 'helm' }, async () => configured(helm).release()),
    probe('network', { kind: 'api-server', detail: 'network' }, async () => readNetworkFacts(configured(cluster.connection))),
  ];
}

function storageProbes({ env, cluster, exec, store, trends, clock }: ProbeDeps): Probe[] {
  const { connection, installation } = cluster;
  const kvrocks = createKvrocksReader(exec);
  const kubelet = connection && createKubeletStats({ connection, clock: systemClock, urlTemplate: env.kubeletUrl });
  const levels = kubelet && createFillLevelReader({ kubelet, exec, clock });
  return [
    probe('kvrocks', { kind: 'kvrocks' }, async () =>
      kvrocks.read({
        namespace: installation.namespace,
        pods: required(store, 'pods'),
        services: required(store, 'services'),
        workloads: required(store, 'workloads'),
      }),
    ),
    probe('fillLevels', { kind: 'kubelet' }, async () => ({
      ...(await configured(levels).levels({
        claims: required(store, 'claims'),
        pods: required(store, 'pods'),
        // Without nodes and volumes the figures come from inside the pods.
        nodes: store.last('nodes')?.data ?? [],
        volumes: store.last('volumes')?.data ?? [],
        storageClasses: store.last('storageClasses')?.data ?? [],
        kvrocks: freshOnly(store.last('kvrocks')),
      })),
      trends: trends(),
    })),
    probe('nodeDisks', { kind: 'kubelet' }, async () => configured(levels).nodeDisks(required(store, 'nodes'))),
  ];
}

function podProbes({ cluster, exec, store, clock }: ProbeDeps): Probe[] {
  const { connection } = cluster;
  const gpu = createGpuQuestions(createGpuProber(exec, clock));
  return [
    probe('gpuProbes', { kind: 'exec' }, async () => gpu.ask(required(store, 'pods'))),
    probe('proxyDecisions', { kind: 'api-server', detail: 'pods/log' }, async () => readProxyDecisions(configured(connection), required(store, 'pods'))),
    probe('crashLogs', { kind: 'api-server', detail: 'pods/log' }, async () => readCrashLogs(configured(connection), required(store, 'pods'))),
    probe('buildLogs', { kind: 'api-server', detail: 'pods/log' }, async () =>
      readBuildLogs(configured(connection), required(store, 'functions'), required(store, 'pods')),
    ),
  ];
}

function configured<T>(api: T | undefined): T {
  if (api === undefined) throw new AppError('not-configured');
  return api;
}

/** A probe that starts from a watched part has to wait for it, and fails as that part does. */
function required<P extends WatchedPart>(store: Pick<SnapshotStore, 'last'>, part: P): SnapshotData[P] {
  const found = store.last(part);
  if (found === undefined) throw new AppError('not-read-yet', { detail: part });
  return found.data;
}

function freshOnly<T>(part: KnownPart<T> | undefined): T | undefined {
  return part?.fresh ? part.data : undefined;
}

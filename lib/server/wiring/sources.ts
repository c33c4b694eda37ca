import 'server-only';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { type Clock, systemClock } from '@/lib/domain/clock';
import type { EndpointName } from '@/lib/domain/endpoint';
import { AppError } from '@/lib/domain/errors';
import type { FillTrend } from '@/lib/domain/facts/storage';
import type { KnownPart, Source } from '@/lib/domain/part';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { SnapshotData } from '@/lib/domain/snapshot';
import type { HelmReader } from '@/lib/helm/read-release';
import { createFailureLogs } from '@/lib/k8s/failure-logs';
import { createFillLevelReader } from '@/lib/k8s/fill-levels';
import { createGpuProber } from '@/lib/k8s/gpu-probe';
import { createKubeletStats } from '@/lib/k8s/kubelet-stats';
import { readNetworkFacts } from '@/lib/k8s/network-facts';
import { createProxyLogs } from '@/lib/k8s/proxy-logs';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';
import { createNuclioApi, type NuclioApi } from '@/lib/nuclio/create-nuclio-api';
import { createGpuQuestions } from '@/lib/server/probes/gpu-questions';
import { askBehind } from '@/lib/server/wiring/behind-the-way';
import type { Cluster } from '@/lib/server/wiring/cluster';
import { type LiveEndpoints, wayTo } from '@/lib/server/wiring/endpoints';
import type { Foundation } from '@/lib/server/wiring/foundation';
import { noInstallation } from '@/lib/server/wiring/no-cluster';
import type { ProbedPart, WatchedPart } from '@/lib/snapshot/part-timing';
import type { Probe } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Nuclio's dashboard, wherever it answers at the time. */
export function openNuclio({ reach }: Pick<Foundation, 'reach'>, { installation }: Cluster, endpoints: LiveEndpoints): NuclioApi {
  return createNuclioApi({ way: wayTo('nuclio', endpoints, reach), ...(installation ? { namespace: installation.nuclioNamespace } : {}) });
}

interface ProbeDeps {
  readonly foundation: Pick<Foundation, 'env' | 'reach' | 'cvatToken'>;
  readonly cluster: Cluster;
  readonly endpoints: LiveEndpoints;
  readonly exec: PodExec;
  readonly nuclio: Pick<NuclioApi, 'dashboard'>;
  readonly helm: HelmReader | undefined;
  readonly store: Pick<SnapshotStore, 'last'>;
  readonly trends: () => readonly FillTrend[];
  /** Whether KVRocks may be asked by writing a key that lives a second; it is unless said otherwise. */
  readonly triesWrite?: boolean;
  /** Whether logs are read on between two questions; otherwise each question reads them. */
  readonly followsLogs?: boolean;
  /** The API server's time. */
  readonly clock: Clock;
}

/** Every probe: which part it fills, whose word it is, and the question. */
export function createProbes(deps: ProbeDeps): readonly Probe[] {
  const probes = [...serviceProbes(deps), ...storageProbes(deps), ...podProbes(deps)];
  return deps.cluster.installation ? probes : probes.map((each) => ({ ...each, run: async () => noInstallation() }));
}

/** Typed where it is written, one kind in the list. */
function probe<P extends ProbedPart>(part: P, source: Source, run: Probe<P>['run']): Probe {
  return { part, source, run } as unknown as Probe;
}

function serviceProbes({ foundation, cluster, endpoints, nuclio, helm }: ProbeDeps): Probe[] {
  const cvat = createCvatApi({ way: wayTo('cvat', endpoints, foundation.reach), token: foundation.cvatToken });
  /** Outside the cluster the way leads through the API server: its silence is not theirs. */
  const behind = (name: EndpointName) => {
    const isForwarded = () => foundation.env.kubeconfig !== undefined && endpoints.find(name)?.address.kind === 'service';
    return <T>(ask: () => Promise<T>) => askBehind({ connection: cluster.connection, isForwarded }, ask);
  };
  const [askCvat, askNuclio] = [behind('cvat'), behind('nuclio')];
  return [
    probe('cvatAbout', { kind: 'cvat' }, async () => askCvat(cvat.about)),
    probe('cvatHealth', { kind: 'cvat' }, async () => askCvat(cvat.health)),
    probe('cvatModels', { kind: 'cvat' }, async () => askCvat(cvat.models)),
    probe('inferenceRequests', { kind: 'cvat' }, async () => askCvat(cvat.inferenceRequests)),
    probe('cloudStorages', { kind: 'cvat' }, async () => askCvat(cvat.cloudStorages)),
    probe('nuclioDashboard', { kind: 'nuclio' }, async () => askNuclio(nuclio.dashboard)),
    probe('helmRelease', { kind: 'helm' }, async () => configured(helm).release()),
    probe('network', { kind: 'api-server', detail: 'network' }, async () => readNetworkFacts(configured(cluster.connection))),
  ];
}

function storageProbes({ foundation, cluster, endpoints, exec, store, trends, clock, triesWrite = true }: ProbeDeps): Probe[] {
  const { connection } = cluster;
  const protocol = { way: wayTo('kvrocks', endpoints, foundation.reach), password: foundation.env.kvrocksPassword };
  const kvrocks = createKvrocksReader(exec, protocol, { triesWrite });
  const kubelet = connection && createKubeletStats({ connection, clock: systemClock, urlTemplate: foundation.env.kubeletUrl });
  const levels = kubelet && createFillLevelReader({ kubelet, exec, clock });
  return [
    probe('kvrocks', { kind: 'kvrocks' }, async () =>
      kvrocks.read({
        // Read before the endpoint: it is resolved from them.
        pods: required(store, 'pods'),
        services: required(store, 'services'),
        endpoint: required(store, 'workloads') && endpoints.find('kvrocks'),
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
        longhorn: freshOnly(store.last('longhorn')),
      })),
      trends: trends(),
    })),
    probe('nodeDisks', { kind: 'kubelet' }, async () => configured(levels).nodeDisks(required(store, 'nodes'))),
  ];
}

function podProbes({ cluster, exec, store, clock, followsLogs = false }: ProbeDeps): Probe[] {
  const { connection } = cluster;
  const proxies = connection && createProxyLogs(connection, { follows: followsLogs });
  const failures = connection && createFailureLogs(connection);
  const gpu = createGpuQuestions(createGpuProber(exec, clock));
  return [
    probe('gpuProbes', { kind: 'exec' }, async () => gpu.ask(required(store, 'pods'))),
    {
      ...probe('proxyDecisions', { kind: 'api-server', detail: 'pods/log' }, async (signal) => configured(proxies).decisions(required(store, 'pods'), signal)),
      stop: () => proxies?.stop(),
    },
    probe('crashLogs', { kind: 'api-server', detail: 'pods/log' }, async () => configured(failures).crashes(required(store, 'pods'))),
    probe('buildLogs', { kind: 'api-server', detail: 'pods/log' }, async () =>
      configured(failures).builds(required(store, 'functions'), required(store, 'pods')),
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

function freshOnly<T>(part: KnownPart<T> | undefined): KnownPart<T> | undefined {
  return part?.fresh ? part : undefined;
}

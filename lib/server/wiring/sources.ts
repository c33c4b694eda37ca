import 'server-only';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { AppError } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import { readNetworkFacts } from '@/lib/k8s/network-facts';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';
import { createNuclioApi, type NuclioApi } from '@/lib/nuclio/create-nuclio-api';
import type { Env } from '@/lib/server/env';
import type { Cluster } from '@/lib/server/wiring/cluster';
import type { ProbedPart } from '@/lib/snapshot/part-timing';
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
  readonly store: Pick<SnapshotStore, 'last'>;
}

/** Every probe: which part it fills, whose word it is, and the question. */
export function createProbes({ env, cluster, exec, nuclio, store }: ProbeDeps): readonly Probe[] {
  const { installation, connection } = cluster;
  const url = sourceUrls(env, installation).cvat;
  const cvat = url ? createCvatApi({ baseUrl: url, ...(env.cvatToken ? { token: env.cvatToken } : {}) }) : undefined;
  const kvrocks = createKvrocksReader(exec);
  const listed = <P extends 'pods' | 'services' | 'workloads'>(part: P) => required(store.last(part)).data;
  const probe = <P extends ProbedPart>(part: P, source: Probe['source'], run: Probe<P>['run']) => ({ part, source, run }) as unknown as Probe;
  return [
    probe('cvatAbout', { kind: 'cvat' }, async () => configured(cvat).about()),
    probe('cvatHealth', { kind: 'cvat' }, async () => configured(cvat).health()),
    probe('cvatModels', { kind: 'cvat' }, async () => configured(cvat).models()),
    probe('inferenceRequests', { kind: 'cvat' }, async () => configured(cvat).inferenceRequests()),
    probe('cloudStorages', { kind: 'cvat' }, async () => configured(cvat).cloudStorages()),
    probe('nuclioDashboard', { kind: 'nuclio' }, async () => configured(nuclio).dashboard()),
    probe('network', { kind: 'api-server', detail: 'network' }, async () => readNetworkFacts(configured(connection))),
    probe('kvrocks', { kind: 'kvrocks' }, async () =>
      kvrocks.read({ namespace: installation.namespace, pods: listed('pods'), services: listed('services'), workloads: listed('workloads') }),
    ),
  ];
}

function configured<T>(api: T | undefined): T {
  if (api === undefined) throw new AppError('not-configured');
  return api;
}

/** A probe that starts from a watched part has to wait for it. */
function required<T>(part: T | undefined): T {
  if (part === undefined) throw new AppError('not-read-yet');
  return part;
}

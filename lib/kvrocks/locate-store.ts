import 'server-only';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';

const PORT = 6666;
const HOST_VARIABLE = 'CVAT_REDIS_ONDISK_HOST';

export interface LocatedStore {
  readonly namespace: string;
  readonly pod: string;
  readonly podUid: string;
  readonly container: string;
  readonly statefulSet: string;
  /** Claims the container mounts, with the path of each. */
  readonly mounts: readonly { readonly claim: string; readonly path: string }[];
}

export interface StoreSearch {
  readonly namespace: string;
  readonly pods: readonly PodFact[];
  readonly services: readonly ServiceFact[];
  readonly workloads: readonly WorkloadFact[];
}

/**
 * The pod KVRocks runs in: by the chart's labels, else by following what the backend itself uses: the host in its environment → Service →
 * pod. Undefined when there is none that runs.
 */
export function locateStore(search: StoreSearch): LocatedStore | undefined {
  const candidates = [...labelledPods(search), ...podsBehindHost(search)];
  const pod = candidates.find((candidate) => candidate.phase === 'Running' && candidate.deletingSince === undefined);
  const regular = pod?.containers.filter((container) => !container.init) ?? [];
  const container = regular.find((candidate) => candidate.ports.includes(PORT)) ?? regular[0];
  if (!pod || !container) return undefined;
  return {
    namespace: pod.namespace,
    pod: pod.name,
    podUid: pod.uid,
    container: container.name,
    statefulSet: pod.workload?.name ?? pod.name,
    mounts: container.mounts,
  };
}

/** The claim a path lies on: that of the longest mount above it. */
export function claimOfPath(mounts: LocatedStore['mounts'], path: string): string | undefined {
  return mounts.filter((mount) => path === mount.path || path.startsWith(`${mount.path}/`)).sort((a, b) => b.path.length - a.path.length)[0]?.claim;
}

function labelledPods({ namespace, pods }: StoreSearch): readonly PodFact[] {
  return pods.filter((pod) => pod.namespace === namespace && pod.labels.app === 'cvat-app' && pod.labels.tier === 'kvrocks');
}

function podsBehindHost({ namespace, pods, services, workloads }: StoreSearch): readonly PodFact[] {
  const hosts = new Set(
    workloads
      .filter((workload) => workload.namespace === namespace)
      .flatMap((workload) => workload.template.containers.flatMap((container) => container.env))
      .flatMap((entry) => (entry.name === HOST_VARIABLE && entry.value ? [entry.value] : [])),
  );
  return [...hosts].flatMap((host) => {
    const [name, inNamespace = namespace] = host.split('.');
    const selector = Object.entries(services.find((service) => service.name === name && service.namespace === inNamespace)?.selector ?? {});
    if (selector.length === 0) return [];
    return pods.filter((pod) => pod.namespace === inNamespace && selector.every(([key, value]) => pod.labels[key] === value));
  });
}

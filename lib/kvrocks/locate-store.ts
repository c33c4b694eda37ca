import 'server-only';
import { podsBehind } from '@/lib/domain/discovery/service-of-host';
import type { Endpoint } from '@/lib/domain/endpoint';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';

const PORT = 6666;

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
  /** Where CVAT's backend goes for its cache on disk; undefined where nothing tells. */
  readonly endpoint: Endpoint | undefined;
  readonly pods: readonly PodFact[];
  readonly services: readonly ServiceFact[];
}

/** The pod KVRocks runs in, behind the Service CVAT itself connects to. Undefined when none runs, and for a store outside of the cluster. */
export function locateStore({ endpoint, pods, services }: StoreSearch): LocatedStore | undefined {
  const { address } = endpoint ?? {};
  if (address?.kind !== 'service') return undefined;
  const service = services.find((candidate) => candidate.name === address.service && candidate.namespace === address.namespace);
  const candidates = service ? podsBehind(service, pods) : [];
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

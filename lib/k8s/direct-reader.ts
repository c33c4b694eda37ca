import 'server-only';
import { hasCode } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { RbacRule } from '@/lib/domain/plan';
import type { FeedName } from '@/lib/domain/ports/cluster-feeds';
import type { LiveObject } from '@/lib/domain/ports/readers';
import type { ApiKind, ResourceRef } from '@/lib/domain/resource-ref';
import type { SnapshotData } from '@/lib/domain/snapshot';
import { mayDo } from '@/lib/k8s/access-review';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import type { ApiObject } from '@/lib/k8s/map/api-object';
import { jobFact, runtimeClassFact } from '@/lib/k8s/map/cluster';
import { eventFact, WARNING_EVENTS } from '@/lib/k8s/map/event';
import { functionFact } from '@/lib/k8s/map/function';
import { nodeFact } from '@/lib/k8s/map/node';
import { podFact } from '@/lib/k8s/map/pod';
import { endpointSliceFact, joinEndpoints, serviceFact } from '@/lib/k8s/map/service';
import { claimFact, storageClassFact, volumeFact } from '@/lib/k8s/map/storage';
import { replicaSetFact, workloadFact } from '@/lib/k8s/map/workload';
import { readNetworkFacts } from '@/lib/k8s/network-facts';
import { readLonghornFacts } from '@/lib/k8s/read-longhorn';
import { readObject } from '@/lib/k8s/read-object';

/** The parts that come from objects of the API server, and `network`. */
export type ClusterPart = FeedName | 'network';

/** Reads past every cache. Everything throws the connection's errors. */
export interface DirectReader {
  read<P extends ClusterPart>(part: P): Promise<SnapshotData[P]>;
  object(ref: ResourceRef): Promise<LiveObject | undefined>;
  functionObject(namespace: string, name: string): Promise<LiveObject | undefined>;
  mayDo(rule: RbacRule, namespace: string | undefined): Promise<'yes' | 'no' | 'unknown'>;
}

export function createDirectReader(connection: ClusterConnection, installation: Pick<Installation, 'namespace' | 'nuclioNamespace'>): DirectReader {
  const namespaces = [...new Set([installation.namespace, installation.nuclioNamespace])];
  const inNamespaces = async <T>(kind: ApiKind, trim: (object: ApiObject) => T | undefined, fieldSelector?: string): Promise<readonly T[]> =>
    (await Promise.all(namespaces.map((namespace) => listDirect(connection, { kind, namespace, fieldSelector }, trim)))).flat();

  const readers: { readonly [P in ClusterPart]: () => Promise<SnapshotData[P]> } = {
    pods: () => inNamespaces('Pod', podFact),
    async workloads() {
      const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
      return (await Promise.all(kinds.map((kind) => inNamespaces(kind, (object) => workloadFact(kind, object))))).flat();
    },
    replicaSets: () => inNamespaces('ReplicaSet', replicaSetFact),
    jobs: () => inNamespaces('Job', jobFact),
    nodes: () => listDirect(connection, { kind: 'Node' }, nodeFact),
    async services() {
      const [own, slices, all] = await Promise.all([
        inNamespaces('Service', serviceFact),
        inNamespaces('EndpointSlice', endpointSliceFact).catch(() => undefined),
        listDirect(connection, { kind: 'Service' }, serviceFact).catch(emptyIfDenied),
      ]);
      return [...(slices ? joinEndpoints(own, slices) : own), ...all.filter((service) => !namespaces.includes(service.namespace))];
    },
    events: () => inNamespaces('Event', eventFact, WARNING_EVENTS),
    runtimeClasses: () => listDirect(connection, { kind: 'RuntimeClass' }, runtimeClassFact),
    claims: () => inNamespaces('PersistentVolumeClaim', claimFact),
    volumes: () => listDirect(connection, { kind: 'PersistentVolume' }, volumeFact),
    storageClasses: () => listDirect(connection, { kind: 'StorageClass' }, storageClassFact),
    functions: () => listDirect(connection, { kind: 'NuclioFunction', namespace: installation.nuclioNamespace }, functionFact),
    longhorn: () => readLonghornFacts(connection),
    network: () => readNetworkFacts(connection),
  };

  return {
    read: (part) => readers[part](),
    object: (ref) => readObject(connection, ref),
    functionObject: (namespace, name) => readObject(connection, { kind: 'NuclioFunction', namespace, name }),
    mayDo: (rule, namespace) => mayDo(connection, rule, namespace),
  };
}

/** Other namespaces are a help, not a need: without the right the own ones have to do. */
function emptyIfDenied(error: unknown): readonly never[] {
  if (hasCode(error, 'cluster-denied')) return [];
  throw error;
}

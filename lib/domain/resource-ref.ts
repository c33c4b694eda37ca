import { z } from 'zod';

/** Points at one object: of Kubernetes, or a thing Loupe names like one (kind `Model`, `Server`, `KvrocksStore`). */
export const resourceRefSchema = z.object({
  kind: z.string(),
  /** `v1`, `apps/v1`, `nuclio.io/v1beta1` … absent for things that are no API objects. */
  apiVersion: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string(),
  uid: z.string().optional(),
});
export type ResourceRef = z.infer<typeof resourceRefSchema>;

/** Stable text for maps and locks. The uid is left out: an object that is made anew is the same subject to an operator. */
export function refKey(ref: Pick<ResourceRef, 'kind' | 'namespace' | 'name'>): string {
  return `${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
}

/** What API calls an object belongs to: group/version and plural, for the kinds Loupe reads or changes. */
export const resourcePaths = {
  Pod: { apiVersion: 'v1', plural: 'pods' },
  Service: { apiVersion: 'v1', plural: 'services' },
  Node: { apiVersion: 'v1', plural: 'nodes' },
  Namespace: { apiVersion: 'v1', plural: 'namespaces' },
  Event: { apiVersion: 'v1', plural: 'events' },
  PersistentVolumeClaim: { apiVersion: 'v1', plural: 'persistentvolumeclaims' },
  PersistentVolume: { apiVersion: 'v1', plural: 'persistentvolumes' },
  Deployment: { apiVersion: 'apps/v1', plural: 'deployments' },
  StatefulSet: { apiVersion: 'apps/v1', plural: 'statefulsets' },
  DaemonSet: { apiVersion: 'apps/v1', plural: 'daemonsets' },
  ReplicaSet: { apiVersion: 'apps/v1', plural: 'replicasets' },
  Job: { apiVersion: 'batch/v1', plural: 'jobs' },
  CronJob: { apiVersion: 'batch/v1', plural: 'cronjobs' },
  StorageClass: { apiVersion: 'storage.k8s.io/v1', plural: 'storageclasses' },
  RuntimeClass: { apiVersion: 'node.k8s.io/v1', plural: 'runtimeclasses' },
  Ingress: { apiVersion: 'networking.k8s.io/v1', plural: 'ingresses' },
  EndpointSlice: { apiVersion: 'discovery.k8s.io/v1', plural: 'endpointslices' },
  ServiceCIDR: { apiVersion: 'networking.k8s.io/v1', plural: 'servicecidrs' },
  NuclioFunction: { apiVersion: 'nuclio.io/v1beta1', plural: 'nucliofunctions' },
  NuclioProject: { apiVersion: 'nuclio.io/v1beta1', plural: 'nuclioprojects' },
  LonghornVolume: { apiVersion: 'longhorn.io/v1beta2', plural: 'volumes' },
  LonghornReplica: { apiVersion: 'longhorn.io/v1beta2', plural: 'replicas' },
  LonghornNode: { apiVersion: 'longhorn.io/v1beta2', plural: 'nodes' },
  LonghornSetting: { apiVersion: 'longhorn.io/v1beta2', plural: 'settings' },
} as const satisfies Record<string, { apiVersion: string; plural: string }>;
export type ApiKind = keyof typeof resourcePaths;

import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { type ResourceRef, refKey } from '@/lib/domain/resource-ref';
import { sortedBy } from '@/lib/domain/sorted-by';

const apiVersions: Record<string, string> = { Deployment: 'apps/v1', StatefulSet: 'apps/v1', DaemonSet: 'apps/v1', ReplicaSet: 'apps/v1', Job: 'batch/v1' };

/** Pods of one workload: the subject an operator thinks of, and everything that was seen under it. */
export interface WorkloadGroup<T> {
  readonly ref: ResourceRef;
  readonly members: readonly T[];
}

/** The workload a pod belongs to; the pod itself where nothing owns it. */
export function workloadRefOf(pod: PodFact): ResourceRef {
  const owner = pod.workload ?? pod.owner;
  if (!owner) return { kind: 'Pod', apiVersion: 'v1', namespace: pod.namespace, name: pod.name, uid: pod.uid };
  const apiVersion = apiVersions[owner.kind];
  return { kind: owner.kind, ...(apiVersion ? { apiVersion } : {}), namespace: pod.namespace, name: owner.name };
}

export function refOfWorkload(workload: WorkloadFact): ResourceRef {
  return { kind: workload.kind, apiVersion: 'apps/v1', namespace: workload.namespace, name: workload.name, uid: workload.uid };
}

/** Gathers what was seen in single pods under their workloads, in the order first seen: one finding each, not one per pod. */
export function groupByWorkload<T extends { readonly pod: PodFact }>(seen: readonly T[]): WorkloadGroup<T>[] {
  const groups = new Map<string, { ref: ResourceRef; members: T[] }>();
  for (const item of seen) {
    const ref = workloadRefOf(item.pod);
    const key = refKey(ref);
    const group = groups.get(key);
    if (group) group.members.push(item);
    else groups.set(key, { ref, members: [item] });
  }
  return [...groups.values()];
}

const liveByWorkload = sortedBy((pod: PodFact) => (isLive(pod) ? refKey(workloadRefOf(pod)) : undefined));

/** The live pods of a workload; of a pod nobody owns, itself. */
export function livePodsOf(workload: ResourceRef, pods: readonly PodFact[]): readonly PodFact[] {
  return liveByWorkload(pods).get(refKey(workload)) ?? [];
}

/** True for a pod that still means something: not finished, not on its way out. */
export function isLive(pod: PodFact): boolean {
  return pod.deletingSince === undefined && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** Earliest of some moments, for `since`. */
export function earliest(moments: readonly (string | undefined)[]): string | undefined {
  return moments.filter((m): m is string => m !== undefined && !Number.isNaN(Date.parse(m))).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

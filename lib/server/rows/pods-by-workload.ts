import 'server-only';
import type { PodFact } from '@/lib/domain/facts/pod';

/** Pods under their workload, `Kind/namespace/name`: sorted once, where every workload would otherwise look through all pods. */
export function podsByWorkload(pods: readonly PodFact[]): ReadonlyMap<string, readonly PodFact[]> {
  const byOwner = new Map<string, PodFact[]>();
  for (const pod of pods) {
    if (!pod.workload) continue;
    const key = `${pod.workload.kind}/${pod.namespace}/${pod.workload.name}`;
    const list = byOwner.get(key);
    if (list) list.push(pod);
    else byOwner.set(key, [pod]);
  }
  return byOwner;
}

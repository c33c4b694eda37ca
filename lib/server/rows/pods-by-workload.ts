import 'server-only';
import type { PodFact } from '@/lib/domain/facts/pod';
import { sortedBy } from '@/lib/domain/sorted-by';

/** Pods under their workload, `Kind/namespace/name`: sorted once, where every workload would otherwise look through all pods. */
export const podsByWorkload = sortedBy((pod: PodFact) => pod.workload && `${pod.workload.kind}/${pod.namespace}/${pod.workload.name}`);

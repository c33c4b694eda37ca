import 'server-only';
import { assertObjectName } from '@/lib/domain/dns-name';
import type { EventFact } from '@/lib/domain/facts/cluster';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import { eventFact } from '@/lib/k8s/map/event';

/** Events about one pod, newest first. Kubernetes keeps them for an hour: none is no proof. */
export async function readPodEvents(connection: ClusterConnection, namespace: string, pod: string): Promise<readonly EventFact[]> {
  const fieldSelector = `involvedObject.kind=Pod,involvedObject.name=${assertObjectName(pod)}`;
  const events = await listDirect(connection, { kind: 'Event', namespace, fieldSelector }, eventFact);
  return [...events].sort((a, b) => b.lastAt.localeCompare(a.lastAt));
}

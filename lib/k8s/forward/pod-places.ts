import 'server-only';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import type { PodPlace } from '@/lib/k8s/forward/locate-pod';
import { number, record, records, text } from '@/lib/k8s/map/api-object';

export interface PodSelection {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  /** The Service's targetPort: a number, or the name of a container's port. */
  readonly target: unknown;
}

/** Ready pods that a selector names, with the target port as a number in each. None without a selector: such a Service has no pods of its own. */
export async function podPlaces(
  connection: ClusterConnection,
  { namespace, selector, target }: PodSelection,
  signal?: AbortSignal,
): Promise<readonly PodPlace[]> {
  const pairs = Object.entries(selector);
  if (pairs.length === 0) return [];
  const labelSelector = pairs.map(([key, value]) => `${key}=${value}`).join(',');
  return listDirect(
    connection,
    { kind: 'Pod', namespace, labelSelector },
    ({ metadata, spec, status }): PodPlace | undefined => {
      const ready = records(record(status).conditions).some((condition) => condition.type === 'Ready' && condition.status === 'True');
      const port = number(target) ?? namedPort(spec, text(target));
      return ready && text(metadata.deletionTimestamp) === undefined && port !== undefined ? { namespace, pod: metadata.name, port } : undefined;
    },
    signal,
  );
}

function namedPort(spec: unknown, name: string | undefined): number | undefined {
  const ports = records(record(spec).containers).flatMap((container) => records(container.ports));
  return name === undefined ? undefined : number(ports.find((port) => port.name === name)?.containerPort);
}

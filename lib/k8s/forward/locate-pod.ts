import 'server-only';
import { assertObjectName } from '@/lib/domain/dns-name';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import { podPlaces } from '@/lib/k8s/forward/pod-places';
import { number, record, records, text, textMap } from '@/lib/k8s/map/api-object';
import { readObject } from '@/lib/k8s/read-object';

/** A Service and one of its own ports. */
export interface ServiceAddress {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
}

/** A port of one pod. */
export interface PodPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/**
 * The ready pods behind a Service with the port each listens on, by name. EndpointSlices tell both, named ports already resolved; without the
 * right to list them the Service's selector and the pods themselves do. Throws `endpoint-unreachable` (`reason`: no_service, no_port,
 * no_ready_pod), `invalid-name`, and the connection's errors.
 */
export async function locatePods(
  connection: ClusterConnection,
  { namespace, service, port }: ServiceAddress,
  signal?: AbortSignal,
): Promise<readonly PodPlace[]> {
  const object = await readObject(connection, { kind: 'Service', namespace, name: assertObjectName(service) }, signal);
  const detail = `${namespace}/${service}:${port}`;
  if (!object) throw new AppError('endpoint-unreachable', { params: { reason: 'no_service' }, detail });
  const spec = record(object.spec);
  const servicePort = records(spec.ports).find((entry) => number(entry.port) === port);
  if (!servicePort) throw new AppError('endpoint-unreachable', { params: { reason: 'no_port' }, detail });
  const places = await slicePlaces(connection, namespace, service, text(servicePort.name) ?? '', signal).catch((error: unknown) => {
    if (!hasCode(error, 'cluster-denied')) throw error;
    return podPlaces(connection, { namespace, selector: textMap(spec.selector), target: servicePort.targetPort ?? port }, signal);
  });
  if (places.length === 0) throw new AppError('endpoint-unreachable', { params: { reason: 'no_ready_pod' }, detail });
  return [...places].sort((a, b) => a.pod.localeCompare(b.pod));
}

async function slicePlaces(
  connection: ClusterConnection,
  namespace: string,
  service: string,
  portName: string,
  signal: AbortSignal | undefined,
): Promise<readonly PodPlace[]> {
  const scope = { kind: 'EndpointSlice', namespace, labelSelector: `kubernetes.io/service-name=${service}` } as const;
  const slices = await listDirect(
    connection,
    scope,
    (slice) => {
      const port = number(records(slice.ports).find((entry) => (text(entry.name) ?? '') === portName)?.port);
      if (port === undefined) return [];
      // Without a `ready` condition an endpoint counts as ready, as the API says.
      const ready = records(slice.endpoints).filter((endpoint) => record(endpoint.conditions).ready !== false);
      return ready.flatMap((endpoint): PodPlace[] => {
        const { kind, name } = record(endpoint.targetRef);
        return kind === 'Pod' && typeof name === 'string' ? [{ namespace, pod: name, port }] : [];
      });
    },
    signal,
  );
  return slices.flat();
}

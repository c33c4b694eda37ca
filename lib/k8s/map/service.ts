import 'server-only';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import { type ApiObject, number, present, record, records, text, textMap, texts } from '@/lib/k8s/map/api-object';
import { identityOf, portOf } from '@/lib/k8s/map/shared-facts';

/** A Service as facts, without its endpoints. */
export function serviceFact(object: ApiObject): ServiceFact {
  const spec = record(object.spec);
  const { namespace, name, uid, labels } = identityOf(object.metadata);
  const balancer = records(record(record(object.status).loadBalancer).ingress).flatMap((entry) => text(entry.ip) ?? text(entry.hostname) ?? []);
  const clusterIps = texts(spec.clusterIPs);
  return {
    ...{ namespace, name, uid, labels },
    type: text(spec.type) ?? 'ClusterIP',
    clusterIps: clusterIps.length > 0 ? clusterIps : [text(spec.clusterIP) ?? ''].filter(Boolean),
    externalIps: [...new Set([...texts(spec.externalIPs), ...balancer])],
    selector: textMap(spec.selector),
    ports: records(spec.ports).flatMap((port) => {
      const value = number(port.port);
      if (value === undefined) return [];
      return [present({ name: text(port.name), port: value, targetPort: portOf(port.targetPort), nodePort: number(port.nodePort) })];
    }),
  };
}

/** One EndpointSlice: which Service it belongs to and the addresses in it that are ready. */
export interface EndpointSliceFact {
  readonly namespace: string;
  readonly service: string;
  readonly readyAddresses: readonly string[];
}

/** Undefined for a slice that belongs to no Service. An endpoint without a `ready` condition counts as ready, as the API says. */
export function endpointSliceFact(object: ApiObject): EndpointSliceFact | undefined {
  const { namespace, labels } = identityOf(object.metadata);
  const service = labels['kubernetes.io/service-name'];
  if (service === undefined) return undefined;
  const ready = records(object.endpoints).filter((endpoint) => record(endpoint.conditions).ready !== false);
  return { namespace, service, readyAddresses: ready.flatMap((endpoint) => texts(endpoint.addresses)) };
}

/** Services with the number of ready addresses behind each; a Service without slices has none. */
export function joinEndpoints(services: Iterable<ServiceFact>, slices: Iterable<EndpointSliceFact>): readonly ServiceFact[] {
  const ready = new Map<string, Set<string>>();
  for (const slice of slices) {
    const key = `${slice.namespace}/${slice.service}`;
    const addresses = ready.get(key) ?? new Set();
    for (const address of slice.readyAddresses) addresses.add(address);
    ready.set(key, addresses);
  }
  return [...services].map((service) => ({ ...service, readyEndpoints: ready.get(`${service.namespace}/${service.name}`)?.size ?? 0 }));
}

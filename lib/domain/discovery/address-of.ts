import { refOf } from '@/lib/domain/discovery/backends';
import type { HostAddress } from '@/lib/domain/discovery/parse-address';
import { serviceOfHost, workloadBehind } from '@/lib/domain/discovery/service-of-host';
import type { Endpoint, EndpointName, EndpointOrigin } from '@/lib/domain/endpoint';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { Installation } from '@/lib/domain/installation';

/** What endpoints are resolved from: the facts of the release's namespace, and of others where they could be read. */
export interface SeenFacts {
  readonly installation: Pick<Installation, 'namespace' | 'release' | 'nuclioNamespace'>;
  readonly workloads: readonly WorkloadFact[];
  readonly services: readonly ServiceFact[];
  /** The release's backend, its server first. */
  readonly backends: readonly WorkloadFact[];
}

/** The endpoint at a host as CVAT's pods would look it up: a Service of this cluster, followed to what runs behind it, or a host elsewhere. */
export function endpointAtHost(name: EndpointName, at: HostAddress & { readonly port: number }, foundBy: EndpointOrigin, seen: SeenFacts): Endpoint {
  const service = serviceOfHost(at.host, seen.services, seen.installation.namespace);
  if (service) return endpointAtService(name, service, at.port, foundBy, seen);
  return { name, address: { kind: 'host', host: at.host, port: at.port, ...(at.scheme ? { scheme: at.scheme } : {}) }, foundBy };
}

export function endpointAtService(name: EndpointName, service: ServiceFact, port: number, foundBy: EndpointOrigin, { workloads }: SeenFacts): Endpoint {
  const workload = workloadBehind(service, workloads);
  return {
    name,
    address: { kind: 'service', namespace: service.namespace, service: service.name, port },
    foundBy,
    ...(workload ? { workload: refOf(workload) } : {}),
  };
}

/** A Service that has an address of its own before one that has none, then by name: the same facts give the same answer. */
export function bestService(services: readonly ServiceFact[]): ServiceFact | undefined {
  const isHeadless = (s: ServiceFact) => Number(s.clusterIps.includes('None'));
  return [...services].sort((a, b) => isHeadless(a) - isHeadless(b) || a.name.localeCompare(b.name))[0];
}

export function selectorText(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

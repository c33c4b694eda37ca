import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';

/** The part of a Service's host name that names it: `minio`, `minio.minio`, with `.svc` or the cluster's domain behind. Undefined for any other name. */
export function serviceNameOfHost(host: string, namespace: string): { readonly namespace: string; readonly name: string } | undefined {
  const [name = '', space = namespace, svc] = host.replace(/\.$/, '').split('.');
  return name === '' || (svc !== undefined && svc !== 'svc') ? undefined : { namespace: space, name };
}

/** The Service a host stands for when it is asked from this namespace. A name of the right shape that is no Service is somebody else's. */
export function serviceOfHost(host: string, services: Iterable<ServiceFact>, namespace: string): ServiceFact | undefined {
  const place = serviceNameOfHost(host, namespace);
  if (!place) return undefined;
  for (const service of services) if (service.name === place.name && service.namespace === place.namespace) return service;
  return undefined;
}

/** Whether these labels are selected. A Service without a selector selects nothing. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

export function podsBehind({ namespace, selector }: ServiceFact, pods: Iterable<PodFact>): readonly PodFact[] {
  return [...pods].filter((pod) => pod.namespace === namespace && selects(selector, pod.labels));
}

/** What runs behind a Service, by the labels its pods are given. */
export function workloadBehind({ namespace, selector }: ServiceFact, workloads: Iterable<WorkloadFact>): WorkloadFact | undefined {
  for (const workload of workloads) if (workload.namespace === namespace && selects(selector, workload.template.labels)) return workload;
  return undefined;
}

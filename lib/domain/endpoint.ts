import type { ResourceRef } from '@/lib/domain/resource-ref';

/** What an installation consists of beside Kubernetes itself, by the name the Settings page and `doctor` use. */
export const endpointNames = ['cvat', 'nuclio', 'kvrocks', 'redis', 'postgres', 'clickhouse', 'grafana', 'opa', 'object-store'] as const;
export type EndpointName = (typeof endpointNames)[number];

/** Where something answers. A Service is reached by DNS inside the cluster and by port-forward outside; a host that is no Service only from where it is. */
export type EndpointAddress =
  | { readonly kind: 'service'; readonly namespace: string; readonly service: string; readonly port: number }
  | { readonly kind: 'host'; readonly host: string; readonly port: number | undefined; readonly scheme?: 'http' | 'https' }
  | { readonly kind: 'configured'; readonly url: string };

/** Which fact gave the address, best first. Each is shown in words beside the address. */
export type EndpointOrigin =
  | { readonly kind: 'configured'; readonly setting: string }
  /** The variable of the container that CVAT itself connects with. */
  | { readonly kind: 'environment'; readonly workload: ResourceRef; readonly variable: string }
  | { readonly kind: 'release'; readonly detail: string }
  | { readonly kind: 'labels'; readonly detail: string };

/** One thing the installation uses, resolved. `workload` is what runs behind a Service of the cluster, where there is one. */
export interface Endpoint {
  readonly name: EndpointName;
  readonly address: EndpointAddress;
  readonly foundBy: EndpointOrigin;
  readonly workload?: ResourceRef;
}

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
  | { readonly kind: 'labels'; readonly detail: string }
  /** What CVAT itself uses where nothing is set. */
  | { readonly kind: 'default'; readonly detail: string };

/** One thing the installation uses, resolved. `workload` is what runs behind a Service of the cluster, where there is one. */
export interface Endpoint {
  readonly name: EndpointName;
  readonly address: EndpointAddress;
  readonly foundBy: EndpointOrigin;
  readonly workload?: ResourceRef;
}

/**
 * Why an address is not known. `in-secret` and `in-config-map`: a variable takes it from there, and Loupe reads no values of those. `not-told`:
 * nothing names it. `not-used`: CVAT is set up without it. `not-read-yet`: what would name it was not read.
 */
export type MissingReason = 'in-secret' | 'in-config-map' | 'not-told' | 'not-used' | 'not-read-yet';

/** Something an installation can have whose address is not known. */
export interface MissingEndpoint {
  readonly name: EndpointName;
  readonly reason: MissingReason;
  readonly workload?: ResourceRef;
  readonly variable?: string;
  /** Name of the Secret or ConfigMap. */
  readonly reference?: string;
}

/** Every part of an installation, resolved or not. Several object stores may stand in `found`. */
export interface Endpoints {
  readonly found: readonly Endpoint[];
  readonly missing: readonly MissingEndpoint[];
}

import type { EndpointAddress } from '@/lib/domain/endpoint';

/** How a connection goes: the Service's name in the cluster, the API server's port-forward outside, or an address somebody entered. */
export type WayKind = 'service-dns' | 'port-forward' | 'configured';

/**
 * A way to an endpoint, good for one question and cheap to ask for again. `origin` is what an HTTP client puts in the request line and Host
 * header; where `socketPath` is set the connection itself goes to that Unix socket (0600, in a folder of Loupe's own), where nobody else of
 * the machine can use the right to forward.
 */
export interface Way {
  readonly kind: WayKind;
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string;
}

export interface Reach {
  /** Throws `endpoint-unreachable` (no ready pod behind the Service, no such Service), cluster-* codes (`cluster-denied` names `create pods/portforward`). */
  way(address: EndpointAddress): Promise<Way>;
  close(): Promise<void>;
}

import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { assertObjectName, isDnsLabel } from '@/lib/domain/dns-name';
import type { EndpointAddress } from '@/lib/domain/endpoint';
import { AppError } from '@/lib/domain/errors';
import type { Reach, Way } from '@/lib/domain/ports/reach';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createForwardPool } from '@/lib/k8s/forward/forward-pool';
import type { ServiceAddress } from '@/lib/k8s/forward/locate-pod';
import { urlWay } from '@/lib/k8s/forward/url-way';

export interface ReachOptions {
  /** Undefined = no cluster is configured: only addresses that are no Services can be reached. */
  readonly connection: ClusterConnection | undefined;
  /** The machine's clock. */
  readonly clock: Clock;
  /** Loupe runs as a pod: Services answer by their DNS names, and nothing is forwarded. */
  readonly isInCluster: boolean;
  readonly version?: string;
}

/**
 * Ways to what an installation consists of. In the cluster a Service is its DNS name; outside, a port-forward through the API server to a ready
 * pod behind it, given as a Unix socket. Ways through the pool are shared, bounded (16 Services, 6 connections each), and closed when unused.
 */
export function createReach({ connection, clock, isInCluster, version = 'dev' }: ReachOptions): Reach {
  const pool = connection && createForwardPool({ connection, clock, userAgent: `loupe/${version}` });

  return {
    async way(address: EndpointAddress): Promise<Way> {
      if (address.kind !== 'service') return urlWay(address);
      const { host, port, origin } = serviceHost(address);
      if (isInCluster) return { kind: 'service-dns', origin, host, port };
      if (!pool) throw new AppError('not-configured', { params: { what: 'kubeconfig' } });
      return { kind: 'port-forward', origin, host, port, socketPath: await pool.socketTo(address) };
    },
    close: async () => pool?.close(),
  };
}

/** The name the cluster's DNS has for it. Throws `invalid-name`. */
function serviceHost({ namespace, service, port }: ServiceAddress): Pick<Way, 'host' | 'port' | 'origin'> {
  if (!isDnsLabel(namespace) || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new AppError('invalid-name', { params: { name: `${namespace}:${port}`.slice(0, 80) } });
  }
  const host = `${assertObjectName(service)}.${namespace}.svc`;
  return { host, port, origin: `http://${host}:${port}` };
}

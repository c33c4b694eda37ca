import { serviceOfHost } from '@/lib/domain/discovery/service-of-host';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import { isIpAddress } from '@/lib/domain/smokescreen';

/** Where CVAT wants to go: a host and the port it connects to. */
export interface EgressTarget {
  readonly host: string;
  readonly port: number;
}

export interface Resolved {
  readonly address: string;
  /** `namespace/name` where a Service gave the address. */
  readonly service?: string;
}

/** Host and port of a storage endpoint (`http://minio.minio.svc.cluster.local:80`). Undefined for what is no http address. */
export function targetOfUrl(url: string): EgressTarget | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return undefined;
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return undefined;
  return { host: bare(parsed.hostname), port: Number(parsed.port) || (parsed.protocol === 'https:' ? 443 : 80) };
}

/** Host and port as the proxy logs them (`minio.minio.svc.cluster.local:80`). */
export function targetOfHostPort(text: string): EgressTarget | undefined {
  const match = /^(.+?)(?::(\d{1,5}))?$/.exec(text.trim().toLowerCase());
  return match?.[1] ? { host: bare(match[1]), port: Number(match[2] ?? 80) } : undefined;
}

/**
 * The address a host stands for: itself, or the ClusterIP of the Service it names from CVAT's namespace (`minio`, `minio.minio`, with `.svc` or
 * the cluster's domain). Undefined where only DNS would know; nothing is then predicted.
 */
export function resolveHost(host: string, services: readonly ServiceFact[], namespace: string): Resolved | undefined {
  if (isIpAddress(host)) return { address: host };
  const service = serviceOfHost(host, services, namespace);
  const address = service?.clusterIps.find(isIpAddress);
  return service === undefined || address === undefined ? undefined : { address, service: `${service.namespace}/${service.name}` };
}

export function targetText({ host, port }: EgressTarget): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function bare(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

import 'server-only';
import type { Endpoint, EndpointName } from '@/lib/domain/endpoint';
import { AppError } from '@/lib/domain/errors';
import type { Reach, Way } from '@/lib/domain/ports/reach';
import type { Env } from '@/lib/server/env';
import type { Cluster } from '@/lib/server/wiring/cluster';

/** Where the parts of the open installation answer, as known at this moment. */
export interface LiveEndpoints {
  find(name: EndpointName): Endpoint | undefined;
}

/** The addresses as configured, else the Services by the names the chart gives them. */
export function openEndpoints(env: Env, { installation }: Pick<Cluster, 'installation'>): LiveEndpoints {
  const configured = (name: EndpointName, url: string | undefined, setting: string): Endpoint | undefined =>
    url ? { name, address: { kind: 'configured', url }, foundBy: { kind: 'configured', setting } } : undefined;
  const service = (name: EndpointName, namespace: string, suffix: string, port: number): Endpoint | undefined =>
    installation && {
      name,
      address: { kind: 'service', namespace, service: `${installation.release}-${suffix}`, port },
      foundBy: { kind: 'release', detail: installation.release },
    };
  return {
    find: (name) => {
      if (name === 'cvat') return configured(name, env.cvatUrl, 'LOUPE_CVAT_URL') ?? service(name, installation?.namespace ?? '', 'backend-service', 8080);
      if (name === 'nuclio')
        return configured(name, env.nuclioUrl, 'LOUPE_NUCLIO_URL') ?? service(name, installation?.nuclioNamespace ?? '', 'nuclio-dashboard', 8070);
      return undefined;
    },
  };
}

/** The way to a part of the installation, found anew with each call. Throws `endpoint-unknown` where no address is known, and what `reach` throws. */
export function wayTo(name: EndpointName, endpoints: LiveEndpoints, reach: Reach): () => Promise<Way> {
  return async () => {
    const endpoint = endpoints.find(name);
    if (!endpoint) throw new AppError('endpoint-unknown', { detail: name });
    return reach.way(endpoint.address);
  };
}

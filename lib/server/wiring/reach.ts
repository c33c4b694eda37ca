import 'server-only';
import { configuredWay } from '@/lib/domain/configured-way';
import { AppError } from '@/lib/domain/errors';
import type { Reach } from '@/lib/domain/ports/reach';
import type { Env } from '@/lib/server/env';

/** Inside a cluster a Service answers by its name; outside only what was entered can be reached. */
export function openReach(env: Pick<Env, 'kubeconfig'>): Reach {
  const inCluster = env.kubeconfig === undefined;
  return {
    way: async (address) => {
      if (address.kind === 'configured') return configuredWay(address.url);
      if (address.kind === 'service' && inCluster) {
        const host = `${address.service}.${address.namespace}.svc`;
        return { kind: 'service-dns', origin: `http://${host}:${address.port}`, host, port: address.port };
      }
      throw new AppError('endpoint-unreachable', { params: { reason: 'other' }, detail: address.kind });
    },
    close: async () => {},
  };
}

import 'server-only';
import type { Installation } from '@/lib/domain/installation';
import type { Container } from '@/lib/server/container';
import { type Env, getEnv } from '@/lib/server/env';
import { serveMetrics } from '@/lib/server/metrics/serve-metrics';
import { openFoundation } from '@/lib/server/wiring/foundation';
import { openContainer } from '@/lib/server/wiring/open-container';

/** Holds what the process works with. */
export interface Host {
  container(): Promise<Container>;
  /** Ends everything in good order, the database last. */
  stop(): Promise<void>;
}

const VERSION = '0.1.0';
const shared = globalThis as { loupeHost?: Promise<Host> };

/** The process's one host; opened by whoever asks first, at start. */
export function getHost(): Promise<Host> {
  shared.loupeHost ??= openHost(getEnv());
  return shared.loupeHost;
}

/** Rejects when the database or the ledger cannot be opened; never waits for the cluster. */
async function openHost(env: Env): Promise<Host> {
  const foundation = await openFoundation(env, VERSION);
  const scrapes = env.metricsAddress && (await serveMetrics(foundation.metrics, env.metricsAddress));
  const installation: Installation = {
    ...{ cluster: foundation.clusterName, namespace: env.namespace, release: env.release },
    ...{ nuclioNamespace: env.nuclioNamespace, nuclioProject: env.nuclioProject },
  };
  const current = openContainer(foundation, installation);
  await current;
  return {
    container: () => current,
    stop: async () => {
      await (await current).stop();
      await scrapes?.close();
      await foundation.close();
    },
  };
}

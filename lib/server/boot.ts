import 'server-only';
import { setFlagsFromString } from 'node:v8';
import { holdInstance, InstanceRunning } from '@/lib/db/instance-lock';
import { holdHost } from '@/lib/server/current-host';
import { EnvError, getEnv } from '@/lib/server/env';
import { openHost } from '@/lib/server/host';
import { log } from '@/lib/server/log';
import { watchServers } from '@/lib/server/open-connections';
import { endInGoodOrder } from '@/lib/server/orderly-end';

/**
 * V8 lets a heap nearly double before it collects. Most of ours is the cluster as it is, which stays; the room above it would be as large again, for
 * nothing (bench/README.md).
 */
const HEAP_GROWTH_PERCENT = 20;

/** Starts everything once. The cluster may be away: pages then say so. A wrong environment or an unusable ledger ends the process with the reason. */
export async function boot(): Promise<void> {
  watchServers();
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  try {
    const { actor, dataDir, graceSeconds } = getEnv();
    // One that was told to end may still be at it.
    for (const role of actor.mode === 'here' ? (['web', 'actor'] as const) : (['web'] as const)) await holdInstance(dataDir, role, graceSeconds + 5);
    const host = await holdHost(() => openHost(getEnv()));
    endInGoodOrder(graceSeconds, host.stop);
    const { version, clusterName } = await host.container();
    log.info({ version, cluster: clusterName }, 'Loupe is up');
  } catch (error) {
    log.fatal(error instanceof EnvError || error instanceof InstanceRunning ? { reason: error.message } : { err: error }, 'Loupe cannot start');
    process.exit(1);
  }
}

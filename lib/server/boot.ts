import 'server-only';
import { EnvError } from '@/lib/server/env';
import { getHost } from '@/lib/server/host';
import { log } from '@/lib/server/log';

/** How long an orderly end may take before the process ends anyway. */
const GRACE_MS = 25_000;

/** Starts everything once. The cluster may be away: pages then say so. A wrong environment or an unusable ledger ends the process with the reason. */
export async function boot(): Promise<void> {
  try {
    const host = await getHost();
    endInGoodOrder(() => host.stop());
    const { version, clusterName } = await host.container();
    log.info({ version, cluster: clusterName }, 'Loupe is up');
  } catch (error) {
    log.fatal(error instanceof EnvError ? { reason: error.message } : { err: error }, 'Loupe cannot start');
    process.exit(1);
  }
}

function endInGoodOrder(stop: () => Promise<void>): void {
  const end = (signal: string) => {
    log.info({ signal }, 'ending');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not end in good order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
}

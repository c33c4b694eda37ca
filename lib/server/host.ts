import 'server-only';
import { systemClock } from '@/lib/domain/clock';
import type { InstallationName } from '@/lib/domain/discovery/choose-installation';
import { AppError } from '@/lib/domain/errors';
import type { Container } from '@/lib/server/container';
import type { InstallationSearch } from '@/lib/server/discovery/installation-search';
import { createInstallations, type Installations } from '@/lib/server/discovery/installations';
import type { Env } from '@/lib/server/env';
import { log } from '@/lib/server/log';
import { serveMetrics } from '@/lib/server/metrics/serve-metrics';
import { closeServers } from '@/lib/server/open-connections';
import { createReadiness, type Readiness } from '@/lib/server/readiness';
import { VERSION } from '@/lib/server/version';
import { type Foundation, openFoundation } from '@/lib/server/wiring/foundation';
import { openContainer } from '@/lib/server/wiring/open-container';
import { openSearch } from '@/lib/server/wiring/search';

/** Holds what the process works with: one container, exchanged for another when another installation is opened. */
export interface Host {
  container(): Promise<Container>;
  readonly installations: Installations;
  /** Opens another installation. Resolves when it is open. Throws `runs-under-way`, and what `Installations.choose` throws. */
  choose(name: InstallationName): Promise<void>;
  readonly readiness: Pick<Readiness, 'assert'>;
  /** Where changes are made, and whether that answers. */
  actor(): 'here' | 'answers' | 'away';
  /** Ends everything in good order, the database last: runs may go on by themselves for that long, pages are served and live meanwhile. */
  stop(finishMs: number): Promise<void>;
}

/** Answers that are still on their way get this long. */
const CLOSING_MS = 2_000;

/** Rejects when the database or the ledger cannot be opened; never waits for the cluster: what is not known yet is looked for meanwhile. */
export async function openHost(env: Env): Promise<Host> {
  const foundation = await openFoundation(env, VERSION);
  const scrapes = env.metricsAddress && (await serveMetrics(foundation.metrics, env.metricsAddress));
  const { stores, door } = foundation;
  const readiness = createReadiness(stores.ledger.assertWritable, systemClock);
  const isSettled = (): boolean => installations.choice.kind === 'open';
  const search: InstallationSearch = openSearch(foundation, isSettled);
  const installations = createInstallations({
    ...{ clusterName: foundation.clusterName, search, settings: stores.settings, ledger: stores.ledger },
    pinned: pinnedBy(env),
    nuclio: { namespace: env.nuclioNamespace, project: env.nuclioProject },
    onFault: (error) => log.error({ err: error }, 'the installation could not be kept'),
  });
  let current = open(foundation, installations);
  await current;

  let exchanging: Promise<void> = Promise.resolve();
  const follow = () => {
    exchanging = exchanging.then(exchange).catch((error: unknown) => log.error({ err: error }, 'another installation could not be opened'));
    return exchanging;
  };
  const exchange = async () => {
    const before = await current;
    if (before.installation === installations.opened) return;
    await before.settled();
    current = (async () => {
      await before.stop();
      return open(foundation, installations);
    })();
    await current;
  };
  installations.onChange(() => void follow());
  search.start();

  return {
    container: () => current,
    installations,
    readiness,
    actor: () => (door ? (door.answers() ? 'answers' : 'away') : 'here'),
    choose: async (name) => {
      if ((await stores.runs.listUnfinished()).length > 0) throw new AppError('runs-under-way');
      await installations.choose(name);
      await follow();
    },
    stop: async (finishMs) => {
      readiness.end();
      search.stop();
      await (await current).endRuns(finishMs);
      await exchanging;
      await (await current).stop();
      await closeServers(CLOSING_MS);
      await scrapes?.close();
      await foundation.close();
    },
  };
}

/** Runs that a crash left open are settled as soon as their installation is open; the cluster may be away for it. */
async function open(foundation: Foundation, installations: Installations): Promise<Container> {
  const container = await openContainer(foundation, installations.opened, () => installations.search.failure?.code ?? 'no-installation');
  const { installation, endpoints, engine } = container;
  endpoints.onChange(() => {
    if (installations.opened === installation && endpoints.functionNamespace) installations.functionsLieIn(endpoints.functionNamespace);
  });
  if (installation) void engine.reconcile().catch((error: unknown) => log.error({ err: error }, 'open runs could not be settled'));
  log.info(
    { cluster: container.clusterName, namespace: installation?.namespace, release: installation?.release },
    installation ? 'installation open' : 'no installation open',
  );
  return container;
}

function pinnedBy({ namespace, release }: Env): Partial<InstallationName> {
  return { ...(namespace ? { namespace } : {}), ...(release ? { release } : {}) };
}

import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { namespaceOf } from '@/lib/domain/rights/namespace-of';
import { readRights } from '@/lib/domain/rights/read-rights';
import type { SetupRow } from '@/lib/domain/setup/setup-row';
import { setupRows } from '@/lib/domain/setup/setup-rows';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import type { Look } from '@/lib/server/doctor/open-look';
import type { Env } from '@/lib/server/env';
import { createRightsBook } from '@/lib/server/rights-book';
import { sourceRows } from '@/lib/server/rows/source-rows';
import { clusterStanding } from '@/lib/snapshot/cluster-standing';
import { probeTiming, watchedParts } from '@/lib/snapshot/part-timing';

const ALL_PARTS = [...watchedParts, ...Object.keys(probeTiming)] as readonly SnapshotPart[];

interface SetupDeps {
  readonly look: Look;
  readonly env: Env;
  readonly account: string | undefined;
  readonly isInCluster: boolean;
  readonly clock: Clock;
  /** When all has to be over, by that clock. */
  readonly endAt: number;
}

/** Asks every source once, and for every right that reading needs. The rows are the setup page's. */
export async function lookAtSetup({ look, env, account, isInCluster, clock, endAt }: SetupDeps): Promise<readonly SetupRow[]> {
  const { installation, store, feeds, endpoints } = look;
  const startedAt = clock.now();
  const rights = createRightsBook({ rules: readRights, namespaceOf: (place) => namespaceOf(installation, place), mayDo: look.mayDo });
  const done = new AbortController();
  const late = clock.sleep(Math.max(0, endAt - clock.now()), done.signal).catch(() => undefined);
  await Promise.race([Promise.all([look.collect(ALL_PARTS), rights.refresh()]), late]);
  done.abort();
  return setupRows({
    ...{ installation, clusterName: installation.cluster, isInCluster, account, endpoints: endpoints.all },
    token: { origin: env.cvatToken === undefined ? 'none' : 'environment' },
    sources: sourceRows({ read: store.read, last: store.last, standing: clusterStanding(feeds), startedAt, now: clock.now() }),
    held: ({ rule, namespace }) => rights.heldIn(rule, namespace),
  });
}

import 'server-only';
import { type Clock, systemClock } from '@/lib/domain/clock';
import { FUNCTION_LABEL } from '@/lib/domain/pods-of-function';
import { type ChangeLog, createChangeLog } from '@/lib/server/changes/change-log';
import { watchChanges } from '@/lib/server/changes/watch-changes';
import { log } from '@/lib/server/log';
import type { CheckPasses } from '@/lib/server/passes/check-passes';
import { askWhenDue } from '@/lib/server/passes/due-probes';
import type { Sampler } from '@/lib/server/passes/sampler';
import type { RightsBook } from '@/lib/server/rights-book';
import type { Cluster } from '@/lib/server/wiring/cluster';
import type { Live } from '@/lib/server/wiring/live';
import type { Stores } from '@/lib/server/wiring/stores';
import type { Prober } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

const MINUTE = 60_000;

interface DutiesWiring {
  readonly cluster: Cluster;
  readonly stores: Stores;
  readonly store: SnapshotStore;
  readonly prober: Prober;
  readonly sampler: Sampler;
  readonly rights: RightsBook;
  readonly live: Live;
  readonly passes: CheckPasses;
  readonly clock: Clock;
}

/** What goes on beside checks and pages: the log of changes, samples, rights, and questions that a change makes due. */
export interface Duties {
  readonly changes: ChangeLog;
  /** Version of the API server, once it answered. */
  readonly kubernetes: string | undefined;
  start(): Promise<void>;
  stop(): void;
}

export function createDuties(wiring: DutiesWiring): Duties {
  const { cluster, stores, prober, live, clock } = wiring;
  const stopped = new AbortController();
  let kubernetes: string | undefined;
  const fault = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const changes = createChangeLog({
    ...{ store: stores.changes, clock },
    onRows: (rows, gone) => {
      live.board.patch('changes', rows, gone);
      live.hub.poke();
    },
    onFault: fault('a change could not be written down'),
  });

  /** At once, then again and again. */
  const repeat = async (everyMs: number, duty: () => Promise<void>) => {
    while (!stopped.signal.aborted) {
      await duty().catch(fault('a duty failed'));
      await systemClock.sleep(everyMs, stopped.signal).catch(() => undefined);
    }
  };

  return {
    changes,
    get kubernetes() {
      return kubernetes;
    },
    start: async () => {
      await changes.load();
      watchChanges(cluster.feeds, changes.take);
      watchNewModelPods(cluster, prober);
      watchCrashes(cluster, prober);
      void askWhenDue({ feeds: cluster.feeds, prober, store: wiring.store, clock }, stopped.signal).catch(fault('questions are asked only in their turn'));
      sampleLevels(wiring, fault('samples could not be kept'));
      // Settings outlive this installation.
      const unfollow = stores.settings.onChange(() => live.mark('findings', 'claims'));
      stopped.signal.addEventListener('abort', unfollow, { once: true });
      watchStanding(live, changes, stopped.signal);
      void followRights(wiring, stopped.signal).catch(fault('rights are not asked for any more'));
      void repeat(MINUTE, async () => {
        kubernetes = (await cluster.connection?.serverVersion().catch(() => undefined)) ?? kubernetes;
        live.mark('head');
      });
      void repeat(24 * 60 * MINUTE, () => stores.changes.thin(clock.now()));
    },
    stop: () => stopped.abort(),
  };
}

/** What Loupe may do: everything at once at the start, then each right every five minutes, spread over them. */
async function followRights({ rights, live }: DutiesWiring, signal: AbortSignal): Promise<void> {
  const onChange = () => live.mark('findings');
  if (await rights.refresh()) onChange();
  await rights.keepAsking({ roundMs: 5 * MINUTE, clock: systemClock, signal, onChange });
}

/** A model's new pod is asked about its GPU as soon as it is ready, not a minute later. */
function watchNewModelPods({ feeds }: Cluster, prober: Prober): void {
  const asked = new Set<string>();
  feeds.pods.subscribe(({ changed }) => {
    const due = changed.filter((pod) => pod.labels[FUNCTION_LABEL] && !asked.has(pod.uid) && pod.containers.some((c) => !c.init && c.ready));
    if (due.length === 0) return;
    for (const pod of due) asked.add(pod.uid);
    if (asked.size > 1_000) asked.clear();
    void prober.ask('gpuProbes');
  });
}

function sampleLevels({ store, sampler }: DutiesWiring, onFault: (error: unknown) => void): void {
  let taking: Promise<unknown> = Promise.resolve();
  store.onChange((part) => {
    if (part !== 'fillLevels') return;
    const levels = store.read('fillLevels');
    if (levels.status !== 'known' || !levels.fresh) return;
    taking = taking.then(() => sampler.take(levels.data, store.last('kvrocks')?.data)).catch(onFault);
  });
}

/** Writes down when the API server fell silent and when it was read anew. */
function watchStanding(live: Live, changes: ChangeLog, signal: AbortSignal): void {
  let before = live.standing().state;
  const timer = setInterval(() => {
    const now = live.standing().state;
    if (now !== before && now !== 'starting' && before !== 'starting') changes.standing(now);
    before = now;
  }, 1_000);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

/** A container that began to crash, or crashed again, has last words worth reading now. */
function watchCrashes({ feeds }: Cluster, prober: Prober): void {
  const seen = new Set<string>();
  feeds.pods.subscribe(({ changed }) => {
    const crashes = changed.flatMap((pod) =>
      pod.containers.flatMap((c) => (c.state.reason === 'CrashLoopBackOff' ? `${pod.uid}/${c.name}/${c.restarts}` : [])),
    );
    if (crashes.every((crash) => seen.has(crash))) return;
    for (const crash of crashes) seen.add(crash);
    if (seen.size > 1_000) seen.clear();
    void prober.ask('crashLogs');
  });
}

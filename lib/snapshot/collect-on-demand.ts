import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { SnapshotData } from '@/lib/domain/snapshot';
import { type CollectFresh, createFreshCollector } from '@/lib/snapshot/collect-fresh';
import { isWatched, type ProbedPart, type WatchedPart } from '@/lib/snapshot/part-timing';
import type { Prober } from '@/lib/snapshot/prober';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Where a service answers stands in what the backend is told and in the Services. */
const addresses = ['workloads', 'services'] as const;

/** What a question starts from. With watches it is there already; without them it is read before the question is asked. */
const startsFrom: Readonly<Record<ProbedPart, readonly WatchedPart[]>> = {
  cvatAbout: addresses,
  cvatHealth: addresses,
  cvatModels: addresses,
  inferenceRequests: addresses,
  cloudStorages: addresses,
  nuclioDashboard: addresses,
  kvrocks: ['pods', ...addresses],
  fillLevels: ['claims', 'pods', 'nodes', 'volumes', 'storageClasses', 'longhorn'],
  nodeDisks: ['nodes'],
  gpuProbes: ['pods'],
  proxyDecisions: ['pods'],
  crashLogs: ['pods'],
  buildLogs: ['functions', 'pods'],
  helmRelease: [],
  network: [],
};
/** Questions whose answer another one takes into account. */
const asksFirst: Readonly<Partial<Record<ProbedPart, ProbedPart>>> = { fillLevels: 'kvrocks' };

interface DemandDeps {
  readonly store: Pick<SnapshotStore, 'read'>;
  readonly prober: Pick<Prober, 'ask'>;
  /** Reads a watched part now and keeps it in the store. Throws cluster-* codes. */
  readonly readNow: (part: WatchedPart) => Promise<SnapshotData[WatchedPart]>;
  readonly clock: Clock;
}

/**
 * Collects parts where nothing is watched: like the fresh collector, after reading what the questions start from. Each watched part is read once
 * a call. What cannot be read makes the question that needs it unknown, and no other.
 */
export function createDemandCollector({ store, prober, readNow, clock }: DemandDeps): CollectFresh {
  return async (parts) => {
    const reads = new Map<WatchedPart, Promise<SnapshotData[WatchedPart]>>();
    const once = (part: WatchedPart) => {
      const reading = reads.get(part) ?? readNow(part);
      reads.set(part, reading);
      return reading;
    };
    const asked = parts.filter((part): part is Extract<typeof part, ProbedPart> => !isWatched(part));
    const before = asked.flatMap((part) => asksFirst[part] ?? []).filter((part) => !(asked as readonly ProbedPart[]).includes(part));
    await Promise.allSettled([...asked, ...before].flatMap((part) => startsFrom[part]).map(once));
    const asking = new Map<ProbedPart, Promise<void>>();
    // Each question is asked once a call, and waits only for the one whose answer it takes into account.
    const askOnce = (part: ProbedPart): Promise<void> => {
      const first = asksFirst[part];
      const answer = asking.get(part) ?? (first ? askOnce(first).then(() => prober.ask(part)) : prober.ask(part));
      asking.set(part, answer);
      return answer;
    };
    return createFreshCollector({ store, prober: { ask: askOnce }, readNow: once, clock })(parts);
  };
}

import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { AnyCheck } from '@/lib/checks/check';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { Finding } from '@/lib/domain/finding';
import type { Beat } from '@/lib/domain/rows/live';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { createLiveHub, type LiveHub } from '@/lib/server/live/live-hub';
import { createProjector, type Projector } from '@/lib/server/live/projector';
import { createRunBook, type RunBook } from '@/lib/server/live/run-book';
import { createTopicBoard, type TopicBoard } from '@/lib/server/live/topic-board';
import { log } from '@/lib/server/log';
import type { CheckPasses } from '@/lib/server/passes/check-passes';
import { createWakeUp } from '@/lib/server/passes/wake-up';
import { createFindingIndex } from '@/lib/server/rows/finding-index';
import type { AnyRemediation, OfferContext } from '@/lib/server/rows/offers';
import { sourceRows } from '@/lib/server/rows/source-rows';
import { createTopicBuilders } from '@/lib/server/rows/topic-builders';
import type { Cluster } from '@/lib/server/wiring/cluster';
import type { Stores } from '@/lib/server/wiring/stores';
import { type ClusterStanding, clusterStanding } from '@/lib/snapshot/cluster-standing';
import { probeTiming, watchedParts } from '@/lib/snapshot/part-timing';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** After a change the board is built this much later, with what came meanwhile. */
const GATHER_MS = 20;
/** Rows that say when something was read are built anew this often, though nothing else changed. */
const AGES_EVERY_MS = 10_000;

interface LiveWiring {
  readonly cluster: Cluster;
  readonly clusterName: string;
  readonly namePrefix: () => string | undefined;
  readonly stores: Stores;
  readonly store: SnapshotStore;
  readonly checks: readonly AnyCheck[];
  readonly remediations: readonly AnyRemediation[];
  readonly passes: () => CheckPasses;
  readonly held: OfferContext['held'];
  readonly kubernetes: () => string | undefined;
  readonly isLab: boolean;
  readonly clock: Clock;
}

export interface Live {
  readonly board: TopicBoard;
  readonly hub: LiveHub;
  readonly runBook: RunBook;
  readonly standing: () => ClusterStanding;
  /** Reads the open findings again and everything that points at them. */
  findingsChanged(): Promise<void>;
  mark: Projector['mark'];
  start(): void;
  stop(): void;
}

/** Keeps the board in step with snapshot, findings and runs, and sends what changed. */
export function openLive(wiring: LiveWiring): Live {
  const { cluster, stores, store, clock } = wiring;
  const startedAt = clock.now();
  const board = createTopicBoard();
  const wakeUp = createWakeUp(clock);
  const standing = () => clusterStanding(cluster.feeds);
  let findings: readonly Finding[] = [];
  let findingMarks = '';
  const offers: OfferContext = {
    remediations: wiring.remediations,
    held: wiring.held,
    isInstalled: (id) => stores.settings.isInstalled(id),
    isEnabled: (id) => stores.settings.isEnabled(id),
  };
  const runBook = createRunBook({
    ...{ runs: stores.runs, ledger: stores.ledger },
    hasUndo: (id) => wiring.remediations.find((r) => r.id === id)?.undo !== undefined,
  });
  const sources = () => ({ read: store.read, last: store.last, standing: standing(), startedAt, now: clock.now() });
  const builders = createTopicBuilders({
    ...{ store, standing, offers, clock, startedAt, installation: cluster.installation, clusterName: wiring.clusterName, namePrefix: wiring.namePrefix },
    ...{ checks: wiring.checks, passes: wiring.passes, kubernetes: wiring.kubernetes, isLab: wiring.isLab },
    thresholds: () => stores.settings.thresholds,
    findings: () => findings,
    findingIndex: () => createFindingIndex(findings),
    runs: () => runBook.records,
    podCounts: () => projector.podCounts,
    rows: (topic) => board.rows(topic),
  });
  const hub = createLiveHub({ board, clock, describe: () => describeBeat(sources(), clock) });
  const breathe = () => {
    hub.poke();
    return setImmediate();
  };
  const projector: Projector = createProjector({ board, builders, breathe, feeds: cluster.feeds, findings: () => createFindingIndex(findings) });

  store.onChange((part) => {
    projector.partChanged(part);
    wakeUp.wake();
  });
  const mark: Projector['mark'] = (...topics) => {
    projector.mark(...topics);
    wakeUp.wake();
  };

  const ages = createAgeWatch({ store, standing, projector, clock });
  const loop = async () => {
    while (!wakeUp.isStopped) {
      const standingChanged = ages.look();
      if (projector.isMarked) await projector.project(clock.now()).catch((error: unknown) => log.error({ err: error }, 'the board could not be built'));
      if (standingChanged) hub.beat();
      else hub.poke();
      await wakeUp.wait(1_000, GATHER_MS);
    }
  };

  return {
    ...{ board, hub, runBook, standing, mark },
    findingsChanged: async () => {
      findings = (await stores.findings.listOpen()).filter((finding) => finding.confirmedAt);
      const marks = findings.map((finding) => `${finding.id} ${finding.severity}`).join(' ');
      // Most passes find the same again: then only the findings themselves say so.
      if (marks === findingMarks) projector.mark('findings');
      else projector.findingsChanged();
      findingMarks = marks;
      wakeUp.wake();
    },
    start: () => {
      hub.start();
      void loop();
    },
    stop: () => {
      wakeUp.stop();
      hub.stop();
    },
  };
}

/** Freshness ends by itself, without an event: looked at once a second. */
function createAgeWatch({
  store,
  standing,
  projector,
  clock,
}: Pick<LiveWiring, 'store' | 'clock'> & { standing: () => ClusterStanding; projector: Projector }) {
  const parts = [...watchedParts, ...Object.keys(probeTiming)] as SnapshotPart[];
  const before = new Map<string, string>();
  let agesAt = clock.now();
  const differs = (key: string, value: string) => before.get(key) !== value && before.set(key, value) !== undefined;
  return {
    /** Answers whether the API server fell silent or came back. */
    look: (): boolean => {
      for (const part of parts) {
        const now = store.read(part);
        if (differs(part, now.status === 'known' ? `known ${now.fresh}` : now.reason)) {
          projector.partChanged(part);
          projector.mark('sources');
        }
      }
      const standingChanged = differs('standing', standing().state);
      const isDue = clock.now() - agesAt >= AGES_EVERY_MS;
      if (isDue) agesAt = clock.now();
      if (standingChanged) projector.mark('head', 'sources');
      else if (isDue) projector.mark('sources');
      return standingChanged;
    },
  };
}

function describeBeat(input: Parameters<typeof sourceRows>[0], clock: Clock): Omit<Beat, 'seqs' | 'boot'> {
  const rows = sourceRows(input).filter((row) => row.id === 'api-server' || row.id in probeTiming);
  return {
    at: toIso(clock.now()),
    live: input.standing.state === 'live',
    ...(input.standing.asOf ? { asOf: input.standing.asOf } : {}),
    sources: Object.fromEntries(rows.map((row) => [row.id, { state: row.state, ...(row.asOf ? { asOf: row.asOf } : {}) }])),
  };
}

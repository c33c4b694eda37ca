import 'server-only';
import type { AnyCheck } from '@/lib/checks/check';
import type { CheckResult } from '@/lib/checks/run-checks';
import type { Clock } from '@/lib/domain/clock';
import type { Finding } from '@/lib/domain/finding';
import type { Installation, Thresholds } from '@/lib/domain/installation';
import type { RunRecord } from '@/lib/domain/ports/stores';
import type { RowOf, Topic } from '@/lib/domain/rows/topics';
import type { SnapshotData, SnapshotPart } from '@/lib/domain/snapshot';
import { checkRows } from '@/lib/server/rows/check-rows';
import { claimRows } from '@/lib/server/rows/claim-rows';
import type { FindingIndex } from '@/lib/server/rows/finding-index';
import { findingRows } from '@/lib/server/rows/finding-rows';
import { gpuCardRows } from '@/lib/server/rows/gpu-card-rows';
import { gpuRows } from '@/lib/server/rows/gpu-rows';
import { headRow } from '@/lib/server/rows/head-row';
import { mapRows } from '@/lib/server/rows/map-rows';
import { modelRows } from '@/lib/server/rows/model-rows';
import type { OfferContext } from '@/lib/server/rows/offers';
import { sourceRows } from '@/lib/server/rows/source-rows';
import { workloadRows } from '@/lib/server/rows/workload-rows';
import type { ClusterStanding } from '@/lib/snapshot/cluster-standing';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Builds the rows of a topic from what is known now. Pods, runs and changes are patched row by row instead. */
export type TopicBuilders = { readonly [T in Exclude<Topic, 'pods' | 'runs' | 'changes'>]: () => RowOf<T>[] };

export interface BuilderDeps {
  readonly store: SnapshotStore;
  readonly standing: () => ClusterStanding;
  /** Undefined until one is found or chosen. */
  readonly installation: Installation | undefined;
  readonly clusterName: string;
  /** What the names of the release's parts begin with, where it is not the release's own name. */
  readonly namePrefix: () => string | undefined;
  readonly thresholds: () => Thresholds;
  /** Open and confirmed. */
  readonly findings: () => readonly Finding[];
  readonly findingIndex: () => FindingIndex;
  readonly runs: () => readonly RunRecord[];
  readonly offers: OfferContext;
  readonly checks: readonly AnyCheck[];
  readonly passes: () => { readonly results: ReadonlyMap<string, CheckResult>; readonly lastPassAt: string | undefined };
  readonly kubernetes: () => string | undefined;
  readonly podCounts: () => { readonly total: number; readonly notReady: number };
  readonly rows: <T extends Topic>(topic: T) => RowOf<T>[];
  readonly isLab: boolean;
  readonly clock: Clock;
  readonly startedAt: number;
}

export function createTopicBuilders(deps: BuilderDeps): TopicBuilders {
  const { store } = deps;
  /** What was known last: rows keep standing while a source is silent. */
  const data = <P extends SnapshotPart>(part: P): SnapshotData[P] | undefined => store.last(part)?.data;
  const isFresh = (part: SnapshotPart) => store.last(part)?.fresh ?? false;
  const common = () => ({
    release: deps.namePrefix() ?? deps.installation?.release,
    thresholds: deps.thresholds(),
    findings: deps.findingIndex(),
    now: deps.clock.now(),
  });
  const modelFacts = () => ({
    ...common(),
    functions: data('functions') ?? [],
    workloads: data('workloads') ?? [],
    pods: data('pods') ?? [],
    probes: data('gpuProbes') ?? [],
    cvatModels: store.read('cvatModels'),
    isFresh: isFresh('functions') && isFresh('pods'),
  });
  const silentChecks = () =>
    new Set([...deps.passes().results.values()].filter(({ outcome }) => outcome.kind === 'unknown' || outcome.kind === 'error').map((r) => r.checkId));

  return {
    findings: () => findingRows({ findings: deps.findings(), runs: deps.runs(), offers: deps.offers, silentChecks: silentChecks() }),
    workloads: () => workloadRows(data('workloads') ?? [], data('pods') ?? [], deps.findingIndex(), isFresh('workloads')),
    claims: () =>
      claimRows({
        ...common(),
        claims: data('claims') ?? [],
        pods: data('pods') ?? [],
        levels: data('fillLevels'),
        levelsFresh: isFresh('fillLevels') && isFresh('claims'),
        kvrocks: data('kvrocks'),
        ...{ storageClasses: data('storageClasses'), volumes: data('volumes'), longhorn: data('longhorn') },
      }),
    models: () => modelRows({ ...modelFacts(), inferenceRequests: data('inferenceRequests') ?? [], runs: deps.runs() }),
    gpu: () => gpuRows(modelFacts()),
    'gpu-cards': () =>
      gpuCardRows({ nodes: data('nodes') ?? [], pods: data('pods') ?? [], probes: data('gpuProbes') ?? [], functions: data('functions') ?? [] }),
    map: () =>
      mapRows({
        ...common(),
        ...{ workloads: data('workloads') ?? [], pods: data('pods') ?? [], models: deps.rows('models'), cloudStorages: data('cloudStorages') ?? [] },
        isFresh: isFresh('workloads'),
      }),
    sources: () => sourceRows({ read: store.read, last: store.last, standing: deps.standing(), startedAt: deps.startedAt, now: deps.clock.now() }),
    checks: () => checkRows(deps.checks, deps.passes().results),
    head: () => {
      const passes = deps.passes();
      return [
        headRow({
          ...{ installation: deps.installation, clusterName: deps.clusterName, standing: deps.standing(), last: store.last, kubernetes: deps.kubernetes() },
          ...{ results: passes.results, lastPassAt: passes.lastPassAt, checksTotal: deps.checks.length, isLab: deps.isLab },
          ...{ findings: deps.rows('findings'), models: deps.rows('models'), gpu: deps.rows('gpu'), claims: deps.rows('claims') },
          pods: store.last('pods') ? deps.podCounts() : undefined,
        }),
      ];
    },
  };
}

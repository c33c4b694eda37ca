import 'server-only';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClusterFeeds } from '@/lib/domain/ports/cluster-feeds';
import type { RowOf, Topic } from '@/lib/domain/rows/topics';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import type { TopicBoard } from '@/lib/server/live/topic-board';
import { createFindingIndex, type FindingIndex } from '@/lib/server/rows/finding-index';
import { podRow } from '@/lib/server/rows/pod-rows';
import type { TopicBuilders } from '@/lib/server/rows/topic-builders';

/** Topics that are built as a whole from parts of the snapshot, and which parts. Pods are patched one by one; the rest follow other events. */
export const topicParts = {
  workloads: ['workloads', 'pods'],
  claims: ['claims', 'pods', 'fillLevels', 'kvrocks', 'storageClasses', 'volumes', 'longhorn'],
  models: ['functions', 'workloads', 'pods', 'cvatModels', 'inferenceRequests', 'gpuProbes'],
  gpu: ['functions', 'workloads', 'pods', 'gpuProbes', 'cvatModels'],
  'gpu-cards': ['nodes', 'pods', 'gpuProbes', 'functions'],
  map: ['workloads', 'pods', 'functions', 'cloudStorages'],
} as const satisfies Partial<Record<Topic, readonly SnapshotPart[]>>;
export type BuiltTopic = keyof TopicBuilders;

/** From so many pods on, topics that join them all are built at most this often. */
const LARGE = 2_000;
const LARGE_EVERY_MS = 500;
/** Longest time the joined topics keep the process to themselves. */
const SLICE_MS = 10;

/** What the topics follow from besides parts. */
export interface Projector {
  /** A part changed: marks its topics. Cheap; nothing is built here. */
  partChanged(part: SnapshotPart): void;
  /** Findings opened, closed or changed their links: marks everything that points at findings. */
  findingsChanged(): void;
  mark(...topics: BuiltTopic[]): void;
  /**
   * Puts pods on the board at once, then builds what is marked, with pauses in which the rest of the process goes on and pods that changed meanwhile
   * are put there too. In a large cluster joined topics wait up to half a second for their turn. Calls must not overlap.
   */
  project(now: number): Promise<void>;
  readonly isMarked: boolean;
  readonly podCounts: { readonly total: number; readonly notReady: number };
}

export interface ProjectorDeps {
  readonly board: TopicBoard;
  readonly feeds: Pick<ClusterFeeds, 'pods'>;
  readonly builders: TopicBuilders;
  readonly findings: () => FindingIndex;
  /** Sends what is on the board, and lets the process do other things for a moment. */
  readonly breathe: () => Promise<unknown>;
}

/** Keeps the board in step with what is known. A changed pod costs one row; topics made of joins are built at most once per call of `project`. */
export function createProjector({ board, feeds, builders, findings, breathe }: ProjectorDeps): Projector {
  const marked = new Set<BuiltTopic>(Object.keys(builders) as BuiltTopic[]);
  let changedPods = new Map<string, PodFact>(feeds.pods.objects);
  let gonePods = new Set<string>();
  let index = createFindingIndex([]);
  let notReady = 0;
  let builtAt = Number.NEGATIVE_INFINITY;

  feeds.pods.subscribe(({ changed, gone }) => {
    for (const pod of changed) {
      const key = `${pod.namespace}/${pod.name}`;
      changedPods.set(key, pod);
      gonePods.delete(key);
    }
    for (const key of gone) {
      changedPods.delete(key);
      gonePods.add(key);
    }
  });

  const projectPods = () => {
    if (changedPods.size + gonePods.size === 0) return;
    const [changed, gone] = [changedPods, gonePods];
    changedPods = new Map();
    gonePods = new Set();
    const rows = [...changed.values()].map((pod) => podRow(pod, index));
    for (const id of [...changed.keys(), ...gone]) notReady -= isUnwell(board.get('pods', id)) ? 1 : 0;
    notReady += rows.filter(isUnwell).length;
    board.patch('pods', rows, gone);
  };

  return {
    partChanged: (part) => {
      for (const [topic, parts] of Object.entries(topicParts)) if ((parts as readonly SnapshotPart[]).includes(part)) marked.add(topic as BuiltTopic);
      marked.add('head');
    },
    findingsChanged: () => {
      index = findings();
      // Only pods that are not well point at findings.
      for (const row of board.rows('pods')) {
        if (row.tone === 'ok' && row.findingId === undefined) continue;
        const pod = feeds.pods.objects.get(row.id);
        if (pod) changedPods.set(row.id, pod);
      }
      for (const topic of ['findings', 'workloads', 'claims', 'models', 'gpu', 'map', 'head'] as const) marked.add(topic);
    },
    mark: (...topics) => {
      for (const topic of topics) marked.add(topic);
    },
    project: async (now) => {
      const isLarge = feeds.pods.objects.size > LARGE;
      // In a large cluster the rows of pods go out before anything that joins them all is built; in a small one all goes together.
      let sliceEnd = isLarge ? 0 : performance.now() + SLICE_MS;
      projectPods();
      if (isLarge && now - builtAt < LARGE_EVERY_MS && now >= builtAt) return;
      builtAt = now;
      const due = [...marked].filter((topic) => topic !== 'head');
      const withHead = marked.has('head') || due.length > 0;
      for (const topic of due) {
        if (performance.now() >= sliceEnd) {
          await breathe();
          projectPods();
          sliceEnd = performance.now() + SLICE_MS;
        }
        // Only now: a mark from a pause is met by this build, and one that fails leaves the marks of those after it.
        marked.delete(topic);
        board.replace(topic, builders[topic]() as RowOf<typeof topic>[]);
      }
      // Last: it counts the rows of the others.
      marked.delete('head');
      if (withHead) board.replace('head', builders.head());
    },
    get isMarked() {
      return marked.size > 0 || changedPods.size > 0 || gonePods.size > 0;
    },
    get podCounts() {
      return { total: feeds.pods.objects.size, notReady };
    },
  };
}

function isUnwell(row: RowOf<'pods'> | undefined): boolean {
  return row !== undefined && row.tone !== 'ok' && row.tone !== 'off';
}

import type { FeedName } from '@/lib/domain/ports/cluster-feeds';
import type { SnapshotPart } from '@/lib/domain/snapshot';

/** Parts that one shared watch keeps up to date. Their age is that of the API server's last sign of life. */
export const watchedParts = [
  'pods',
  'workloads',
  'replicaSets',
  'jobs',
  'nodes',
  'services',
  'events',
  'runtimeClasses',
  'claims',
  'volumes',
  'storageClasses',
  'functions',
  'longhorn',
] as const satisfies readonly (SnapshotPart & FeedName)[];
export type WatchedPart = (typeof watchedParts)[number];
export type ProbedPart = Exclude<SnapshotPart, WatchedPart>;

/** True for a part that is watched rather than asked for. */
export function isWatched(part: SnapshotPart): part is WatchedPart {
  return (watchedParts as readonly string[]).includes(part);
}

interface Timing {
  /** Pause between two questions. */
  readonly everySeconds: number;
  /** Longest wait for an answer. */
  readonly timeoutSeconds: number;
  /** Older than this is stale. */
  readonly deadlineSeconds: number;
}

/** Pause between two questions while nobody looks, in seconds: a fault is then found within three quarters of a minute. */
const UNSEEN_SECONDS = 40;

/** Pause between two questions while no page is open, in seconds: longer, and never so long that an answer would grow stale. */
export function unseenSeconds(part: ProbedPart): number {
  const { everySeconds, deadlineSeconds } = probeTiming[part];
  return Math.max(everySeconds, Math.min(UNSEEN_SECONDS, deadlineSeconds / 2));
}

/**
 * How often each probed part is asked for, how long an answer may take and when it is stale. A fault is to be found within 10 s: what only a question
 * shows is asked every 8 s at most, and every 4 s where its check waits for a second miss. The rest is asked when a watched object changes. That holds
 * while a page is open somewhere; each question costs the installation something, so with nobody there they are rarer (unseenSeconds).
 */
export const probeTiming: Readonly<Record<ProbedPart, Timing>> = {
  cvatAbout: { everySeconds: 4, timeoutSeconds: 10, deadlineSeconds: 30 },
  cvatHealth: { everySeconds: 4, timeoutSeconds: 10, deadlineSeconds: 30 },
  cvatModels: { everySeconds: 10, timeoutSeconds: 15, deadlineSeconds: 40 },
  inferenceRequests: { everySeconds: 10, timeoutSeconds: 10, deadlineSeconds: 30 },
  cloudStorages: { everySeconds: 60, timeoutSeconds: 30, deadlineSeconds: 180 },
  // Nuclio slows down with each deploy that waits: 15 s of patience, slow is not down.
  nuclioDashboard: { everySeconds: 8, timeoutSeconds: 15, deadlineSeconds: 60 },
  kvrocks: { everySeconds: 4, timeoutSeconds: 20, deadlineSeconds: 45 },
  fillLevels: { everySeconds: 5, timeoutSeconds: 20, deadlineSeconds: 90 },
  nodeDisks: { everySeconds: 8, timeoutSeconds: 20, deadlineSeconds: 90 },
  gpuProbes: { everySeconds: 8, timeoutSeconds: 45, deadlineSeconds: 180 },
  proxyDecisions: { everySeconds: 8, timeoutSeconds: 15, deadlineSeconds: 60 },
  crashLogs: { everySeconds: 15, timeoutSeconds: 15, deadlineSeconds: 60 },
  buildLogs: { everySeconds: 15, timeoutSeconds: 15, deadlineSeconds: 60 },
  helmRelease: { everySeconds: 60, timeoutSeconds: 15, deadlineSeconds: 180 },
  network: { everySeconds: 600, timeoutSeconds: 15, deadlineSeconds: 1_500 },
};

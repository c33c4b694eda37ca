import type { PodRow } from '@/lib/domain/rows/topics';
import { podsInOrder } from './pod-order';

/** What the page says of all pods in one sentence. */
export interface PodSummary {
  readonly total: number;
  readonly bad: number;
  readonly starting: number;
  /** The first of those that do not work. */
  readonly firstBad: Pick<PodRow, 'workload' | 'state'> | undefined;
}

/** The page's beginning, drawn by the server before the browser has read thousands of rows. */
export interface PodsStart {
  readonly rows: readonly PodRow[];
  readonly summary: PodSummary;
}

/** More than a large screen shows. */
const START_ROWS = 40;

export function podSummary(rows: readonly PodRow[]): PodSummary {
  const bad = rows.filter((row) => row.tone === 'bad');
  return { total: rows.length, bad: bad.length, starting: rows.filter((row) => row.tone === 'warn').length, firstBad: bad[0] };
}

/** The first rows in the page's own order, and the sentence about all. */
export function podsStart(rows: readonly PodRow[]): PodsStart {
  return { rows: podsInOrder(rows, '').slice(0, START_ROWS), summary: podSummary(rows) };
}

import type { ChangeRow } from '@/lib/domain/rows/topics';

export type LaneId = 'changes' | 'findings' | 'runs' | 'sources';

export interface LaneMark {
  readonly change: ChangeRow;
  /** Where on the axis, 0–1. */
  readonly at: number;
  /** Line of the lane its words stand in; absent = only the mark, its words stand in the list below. */
  readonly line?: number;
  /** Words stand left of the mark when there is more room there. */
  readonly toLeft: boolean;
}

export interface Lane {
  readonly id: LaneId;
  readonly marks: readonly LaneMark[];
  readonly lines: number;
}

const laneOf: Record<ChangeRow['kind'], LaneId> = {
  object: 'changes',
  event: 'changes',
  'finding-opened': 'findings',
  'finding-resolved': 'findings',
  run: 'runs',
  source: 'sources',
};
const order: readonly LaneId[] = ['changes', 'findings', 'runs', 'sources'];
const MOST_LINES = 4;

/**
 * Places changes on one time axis, one lane per kind. `shareOf` is the share of the axis the words of a change take. Words never overlap:
 * each goes to the first line with room, and to none when four are taken.
 */
export function layLanes(changes: readonly ChangeRow[], from: number, to: number, shareOf: (change: ChangeRow) => number): Lane[] {
  const span = Math.max(1, to - from);
  return order.flatMap((id) => {
    const inLane = changes
      .filter((change) => laneOf[change.kind] === id)
      .map((change) => ({ change, at: Math.min(1, Math.max(0, (Date.parse(change.at) - from) / span)) }))
      .sort((a, b) => a.at - b.at);
    if (inLane.length === 0) return [];
    const ends: number[] = [];
    const marks = inLane.map(({ change, at }): LaneMark => {
      const width = shareOf(change);
      const toLeft = at + width > 1;
      const start = toLeft ? at - width : at;
      const line = [...ends, Number.NEGATIVE_INFINITY].findIndex((end) => end <= start);
      if (start < 0 || line >= MOST_LINES) return { change, at, toLeft };
      ends[line] = toLeft ? at : at + width;
      return { change, at, line, toLeft };
    });
    return [{ id, marks, lines: Math.max(1, ends.length) }];
  });
}

/** Round moments for the axis: about `most` of them, each a whole number of the step. */
export function ticksOf(from: number, to: number, most = 8): number[] {
  const minute = 60_000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((n) => n * minute);
  const step = steps.find((one) => (to - from) / one <= most) ?? 1440 * minute;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

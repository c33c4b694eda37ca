import type { IconName } from '@/components/ui/status-icon';
import type { CheckRow } from '@/lib/domain/rows/topics';

export interface CheckedArea {
  readonly id: string;
  readonly checks: readonly CheckRow[];
  readonly passed: number;
  readonly icon: IconName;
  /** The oldest look of the area: none of its answers is older. */
  readonly oldestAt: string | undefined;
}

/** Checks by area in the order of first appearance. An area is green only when none of its checks found or missed anything. */
export function byArea(checks: readonly CheckRow[]): CheckedArea[] {
  const areas = new Map<string, CheckRow[]>();
  for (const check of checks) areas.set(check.area, [...(areas.get(check.area) ?? []), check]);
  return [...areas].map(([id, list]) => ({
    id,
    checks: list,
    passed: list.filter((check) => check.outcome === 'ok').length,
    icon: iconOf(new Set(list.map((check) => check.outcome))),
    oldestAt: list
      .map((check) => check.at)
      .filter((at) => at !== undefined)
      .sort()[0],
  }));
}

function iconOf(outcomes: ReadonlySet<CheckRow['outcome']>): IconName {
  if (outcomes.has('found') || outcomes.has('error')) return 'bad';
  if (outcomes.has('unknown') || outcomes.has('waiting')) return 'unknown';
  return outcomes.has('ok') ? 'ok' : 'not-applicable';
}

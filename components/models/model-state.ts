import type { IconName } from '@/components/ui/status-icon';
import type { ModelRow } from '@/lib/domain/rows/topics';

/** Silhouette and colour of each of the six words annotators see. */
export const stateLook: Record<ModelRow['state'], { icon: IconName; colour: string }> = {
  ready: { icon: 'ok', colour: 'text-ok' },
  'warming-up': { icon: 'warming', colour: 'text-warn' },
  busy: { icon: 'busy', colour: 'text-warn' },
  broken: { icon: 'bad', colour: 'text-bad' },
  off: { icon: 'off', colour: 'text-ink2' },
  unknown: { icon: 'unknown', colour: 'text-unk' },
};

export const stateOrder: readonly ModelRow['state'][] = ['ready', 'busy', 'warming-up', 'broken', 'off', 'unknown'];

/** How it computes: which silhouette stands before the words. */
export const computeIcon: Record<ModelRow['compute'], IconName> = {
  'gpu-proven': 'ok',
  'gpu-expected': 'warming',
  'cpu-instead-of-gpu': 'warning',
  cpu: 'not-applicable',
  unknown: 'unknown',
};

/** Usable ones first, then by name. */
export function inReadingOrder(rows: readonly ModelRow[]): ModelRow[] {
  return [...rows].sort((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || a.name.localeCompare(b.name));
}

import type { RunRow } from '@/lib/domain/rows/topics';

/** Whether a run has not ended yet. */
export function isGoing(status: RunRow['status']): boolean {
  return status === 'running' || status === 'verifying';
}

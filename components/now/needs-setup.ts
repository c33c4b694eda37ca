import type { SourceRow } from '@/lib/domain/rows/topics';

/** Whether somebody can give what a source lacks: a right, an address, a token. Where there is no Longhorn nothing is missing. */
export function needsSetup({ id, state }: Pick<SourceRow, 'id' | 'state'>): boolean {
  return state === 'denied' || (state === 'not-configured' && id !== 'longhorn');
}

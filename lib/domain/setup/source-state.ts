import type { SourceRow } from '@/lib/domain/rows/topics';
import type { SetupState } from '@/lib/domain/setup/setup-row';

/** How a source that is asked stands, in the setup page's words. */
export const setupStateOf: Record<SourceRow['state'], SetupState> = {
  live: 'works',
  stale: 'stale',
  denied: 'denied',
  unreachable: 'unreachable',
  'not-configured': 'missing',
  starting: 'starting',
};

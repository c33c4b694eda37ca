import type { DiscoveryView } from '@/lib/domain/rows/discovery';
import type { SetupView } from '@/lib/domain/rows/setup';
import type { SetupRow, SetupState } from '@/lib/domain/setup/setup-row';
import { say, type Text } from '@/lib/domain/text';

/** States in which somebody has to do something. A silent source may come back by itself, but not by looking away. */
const needsSomebody: readonly SetupState[] = ['partial', 'denied', 'missing', 'unreachable'];

/** Whether a source needs something from somebody. */
export function isLacking({ state }: Pick<SetupRow, 'state'>): boolean {
  return needsSomebody.includes(state);
}

/** The page's one sentence: is everything found, and if not, what comes first. */
export function setupHeadline({ rows, hasCluster }: Pick<SetupView, 'rows' | 'hasCluster'>, discovery: Pick<DiscoveryView, 'choice' | 'candidates'>): Text {
  if (!hasCluster) return say('setup.head.no-cluster');
  if (discovery.choice === 'several') return say('setup.head.several', { count: discovery.candidates.length });
  if (discovery.choice === 'none') return say('setup.head.none');
  const lacking = rows.filter(isLacking).length;
  if (lacking > 0) return say('setup.head.lacking', { count: lacking });
  if (discovery.choice === 'looking' || rows.some((row) => row.state === 'starting')) return say('setup.head.starting');
  return rows.some((row) => row.state === 'stale') ? say('setup.head.silent') : say('setup.head.complete');
}

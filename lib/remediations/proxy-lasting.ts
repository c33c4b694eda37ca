import type { Plan } from '@/lib/domain/plan';
import { say } from '@/lib/domain/text';

/** The chart's value behind SMOKESCREEN_OPTS. One value serves every Deployment, so the longest of the new ones is shown: it has all their rules. */
export function proxyLasting(options: readonly string[]): Plan['lasting'] {
  const [longest = ''] = [...options].sort((a, b) => b.length - a.length);
  return { text: say('remediations.shared.proxyLasting'), snippet: `smokescreen:\n  opts: ${JSON.stringify(longest)}\n` };
}

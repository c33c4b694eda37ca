import type { IconName } from '@/components/ui/status-icon';
import type { GpuRow } from '@/lib/domain/rows/topics';

/** The eight links in causal order. */
export const links = [
  'asked',
  'scheduled',
  'classInFunction',
  'classInDeployment',
  'classInPod',
  'device',
  'cuda',
  'inference',
] as const satisfies readonly (keyof GpuRow)[];

export type LinkState = GpuRow['asked']['state'];

export const linkIcon: Record<LinkState, IconName> = { good: 'ok', broken: 'bad', follows: 'follows', unknown: 'unknown', 'not-applicable': 'not-applicable' };

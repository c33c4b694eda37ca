import type { PillTone } from '@/components/ui/pill';
import type { IconName } from '@/components/ui/status-icon';
import type { PodRow } from '@/lib/domain/rows/topics';

/** Silhouette and colour of a pod's or workload's tone. */
export const toneLook: Record<PodRow['tone'], { tone: PillTone; icon: IconName }> = {
  ok: { tone: 'ok', icon: 'ok' },
  warn: { tone: 'warn', icon: 'warming' },
  bad: { tone: 'bad', icon: 'bad' },
  off: { tone: 'plain', icon: 'off' },
  unknown: { tone: 'unknown', icon: 'unknown' },
};

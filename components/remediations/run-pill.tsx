'use client';

import { useTranslations } from 'next-intl';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { IconName } from '@/components/ui/status-icon';
import type { RunRow } from '@/lib/domain/rows/topics';

const looks: Record<RunRow['status'], { tone: PillTone; icon: IconName }> = {
  running: { tone: 'plain', icon: 'running' },
  verifying: { tone: 'plain', icon: 'running' },
  verified: { tone: 'ok', icon: 'ok' },
  'did-not-hold': { tone: 'bad', icon: 'bad' },
  failed: { tone: 'bad', icon: 'bad' },
  refused: { tone: 'warn', icon: 'warning' },
  denied: { tone: 'unknown', icon: 'denied' },
  interrupted: { tone: 'warn', icon: 'warming' },
  unknown: { tone: 'unknown', icon: 'unknown' },
  undone: { tone: 'plain', icon: 'undo' },
};

/** How a run stands or ended. Only Verified is green. */
export function RunPill({ status }: { status: RunRow['status'] }) {
  const t = useTranslations('words.outcome');
  const { tone, icon } = looks[status];
  return (
    <Pill tone={tone} icon={icon}>
      {t(status)}
    </Pill>
  );
}

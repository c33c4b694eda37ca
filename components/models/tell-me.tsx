'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { StatusIcon } from '@/components/ui/status-icon';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { useWaitingFor } from './waiting-for';

/** Lets a person wait without looking: this page says so, and its title changes, when the model can be used. */
export function TellMe({ row }: { row: ModelRow }) {
  const t = useTranslations('models');
  const waiting = useWaitingFor();
  const isWaiting = waiting.ids.has(row.id);
  return (
    <Button aria-pressed={isWaiting} onClick={() => waiting.toggle(row.id)}>
      <StatusIcon name={isWaiting ? 'ok' : 'bell'} />
      {t(isWaiting ? 'tell.waiting' : 'tell.me')}
    </Button>
  );
}

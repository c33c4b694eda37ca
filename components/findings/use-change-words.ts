'use client';

import { useTranslations } from 'next-intl';
import { useMessage } from '@/components/ui/use-message';
import type { ChangeRow } from '@/lib/domain/rows/topics';

/** What a change is called on the axis and in its list: a finding that ended says so. */
export function useChangeWords(): (change: ChangeRow) => string {
  const t = useTranslations('finding.around');
  const say = useMessage();
  return (change) => (change.kind === 'finding-resolved' ? t('over', { what: say(change.text) }) : say(change.text));
}

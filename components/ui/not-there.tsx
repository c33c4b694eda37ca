'use client';

import { useTranslations } from 'next-intl';
import { Reading } from '@/components/ui/reading';

/** Stands where a value would: it is being read, or it could not be read at all. Never an empty place, never a zero. */
export function NotThere({ isReading }: { isReading: boolean }) {
  const t = useTranslations('ui');
  return isReading ? <Reading /> : <p className="text-sm text-ink3">{t('notKnown')}</p>;
}

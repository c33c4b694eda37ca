'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { formatMoment } from '@/lib/domain/format-moment';
import type { ClaimRow } from '@/lib/domain/rows/topics';
import { percentOf } from './claim-order';

/** The page's one sentence: which claim needs somebody, and when it is full. */
export function StorageSentence({ claims }: { claims: readonly ClaimRow[] }) {
  const t = useTranslations('storage.head');
  const place = usePlace();
  const needy = claims.filter((c) => c.tone === 'bad' || c.tone === 'warn');
  const first = needy[0];
  const fullAt = first?.fullAt;
  const moment = useNow((now) => (fullAt ? formatMoment(Date.parse(fullAt), now, place) : ''));
  const measured = claims.filter((c) => c.usedBytes !== undefined);
  if (!first) return <>{measured.length === 0 ? t('unmeasured') : t('room', { count: measured.length })}</>;
  const rest = needy.length > 1 ? t('others', { count: needy.length - 1 }) : t('restRoom');
  if (fullAt) return <>{t('fullAt', { name: first.label, moment, rest })}</>;
  return <>{t('level', { name: first.label, percent: Math.floor(percentOf(first) ?? 0), rest })}</>;
}

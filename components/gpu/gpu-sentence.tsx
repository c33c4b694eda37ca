'use client';

import { useTranslations } from 'next-intl';
import type { GpuRow } from '@/lib/domain/rows/topics';

/** The page's one sentence: who asks for a GPU and does not use it, and at which link the chain breaks. */
export function GpuSentence({ rows }: { rows: readonly GpuRow[] }) {
  const t = useTranslations('gpu.head');
  const asking = rows.filter((r) => r.asked.state !== 'not-applicable');
  const broken = asking.filter((r) => r.brokenAt !== undefined);
  const [first] = broken;
  if (asking.length === 0) return <>{t('none')}</>;
  if (first) return <>{t('broken', { model: first.model, link: first.brokenAt ?? 0, others: broken.length - 1 })}</>;
  const proven = asking.filter((r) => r.cuda.state === 'good').length;
  return <>{proven === asking.length ? t('proven', { count: asking.length }) : t('unproven', { proven, count: asking.length })}</>;
}

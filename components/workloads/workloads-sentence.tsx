'use client';

import { useTranslations } from 'next-intl';
import type { PodRow } from '@/lib/domain/rows/topics';

/** The page's one sentence: how many pods do not work, and the first of them with its reason. */
export function WorkloadsSentence({ pods }: { pods: readonly PodRow[] }) {
  const t = useTranslations('workloads.head');
  const bad = pods.filter((p) => p.tone === 'bad');
  const [first] = bad;
  if (pods.length === 0) return <>{t('none')}</>;
  if (first) return <>{t('bad', { count: bad.length, total: pods.length, workload: first.workload, state: first.state })}</>;
  const starting = pods.filter((p) => p.tone === 'warn').length;
  return <>{starting > 0 ? t('starting', { count: starting }) : t('good', { count: pods.length })}</>;
}

'use client';

import { useTranslations } from 'next-intl';
import type { PodSummary } from './pod-summary';

/** The page's one sentence: how many pods do not work, and the first of them with its reason. */
export function WorkloadsSentence({ pods: { total, bad, starting, firstBad } }: { pods: PodSummary }) {
  const t = useTranslations('workloads.head');
  if (total === 0) return <>{t('none')}</>;
  if (firstBad) return <>{t('bad', { count: bad, total, workload: firstBad.workload, state: firstBad.state })}</>;
  return <>{starting > 0 ? t('starting', { count: starting }) : t('good', { count: total })}</>;
}

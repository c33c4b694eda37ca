'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ModelRow } from '@/lib/domain/rows/topics';

/** The page's one sentence: which models can be used now, and which cannot. */
export function ModelsSentence({ rows, live }: { rows: readonly ModelRow[]; live: boolean }) {
  const t = useTranslations('models');
  const format = useFormatter();
  if (!live) return <>{t('head.stale')}</>;
  if (rows.length === 0) return <>{t('head.none')}</>;
  const usable = rows.filter((r) => r.state === 'ready' || r.state === 'busy');
  const others = rows.filter((r) => r.state === 'warming-up' || r.state === 'broken');
  const names = (some: readonly ModelRow[]) => format.list(some.map((r) => r.name));
  if (usable.length === 0) return <>{t('head.noneUsable')}</>;
  if (usable.length === rows.length) return <>{t('head.all', { count: rows.length })}</>;
  return (
    <>
      {t('head.usable', { names: names(usable), count: usable.length })} {others.length > 0 && t('head.notNow', { names: names(others), count: others.length })}
    </>
  );
}

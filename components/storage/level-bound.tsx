'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { formatLevel } from '@/lib/domain/format-size';
import type { ClaimRow } from '@/lib/domain/rows/topics';

/** In place of a level nobody could measure: what the storage counts at most, marked as that. */
export function LevelBound({ claim: { atMost } }: { claim: ClaimRow }) {
  const t = useTranslations('storage');
  if (!atMost) return <span className="text-unk">{t('unmeasured')}</span>;
  return (
    <>
      <span className="text-unk">{t('atMost', { level: formatLevel(atMost.usedBytes, atMost.capacityBytes) })}</span>
      <small className="block">
        {t('counted', { source: t(`source.kinds.${atMost.source.kind}`) })} <Age at={atMost.observedAt} />
      </small>
    </>
  );
}

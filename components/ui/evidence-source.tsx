'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import type { Evidence } from '@/lib/domain/finding';

/** Where a value was read and when. `withDetail` names the object too. */
export function EvidenceSource({ item, withDetail }: { item: Evidence; withDetail: boolean }) {
  const t = useTranslations('words.source');
  return (
    <>
      {t(item.source.kind)}
      {withDetail && item.source.detail && ` ${item.source.detail}`}, <Age at={item.at} />
    </>
  );
}

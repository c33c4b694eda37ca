'use client';

import { useTranslations } from 'next-intl';
import type { ClaimRow } from '@/lib/domain/rows/topics';

/** Whose disk the level is of, and which other claims show the same one. Nothing for a claim with a volume of its own. */
export function SharedDisk({ claim: { disk, sharesNodeDisk } }: { claim: ClaimRow }) {
  const t = useTranslations('storage.disk');
  if (!disk) return sharesNodeDisk ? <small className="mt-1 block">{t('shared')}</small> : null;
  const whose = disk.place === '' ? t('shared') : t(disk.kind, { place: disk.place });
  const more = disk.others - disk.with.length;
  return (
    <small className="mt-1 block wrap-anywhere">
      {whose}
      {disk.others > 0 && ` · ${t('with', { names: disk.with.join(', '), more })}`}
    </small>
  );
}

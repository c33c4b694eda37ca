'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { formatShortMoment } from '@/lib/domain/format-moment';
import type { ClaimRow } from '@/lib/domain/rows/topics';

/** When a claim is full at its present slope, with the interval; or that it is not filling; or that nothing is known. */
export function ClaimFull({ claim }: { claim: ClaimRow }) {
  const t = useTranslations('storage.full');
  const place = usePlace();
  const moment = (at: string | undefined, now: number) => (at ? formatShortMoment(Date.parse(at), now, place) : '');
  const at = useNow((now) => moment(claim.fullAt, now));
  const from = useNow((now) => moment(claim.fullEarliestAt, now));
  const to = useNow((now) => moment(claim.fullLatestAt, now));
  if (claim.usedBytes === undefined || claim.bytesPerHour === undefined) return <span className="text-unk">{t('unknown')}</span>;
  if (!claim.fullAt) return <>{t('flat')}</>;
  return (
    <>
      <span className={claim.tone === 'bad' ? 'font-medium text-bad' : undefined}>{t('about', { moment: at })}</span>
      {from && <small className="block">{to ? t('interval', { from, to }) : t('openInterval', { from })}</small>}
    </>
  );
}

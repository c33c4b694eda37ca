'use client';

import { useTranslations } from 'next-intl';
import { FixOffer } from '@/components/remediations/fix-offer';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Empty } from '@/components/ui/empty';
import type { FindingRow } from '@/lib/domain/rows/topics';

/** The fixes of a finding in the order we would try them. One is the safest next step. */
export function FixesCard({ finding, isLive }: { finding: FindingRow; isLive: boolean }) {
  const t = useTranslations('finding.fixes');
  const offers = [...finding.offers].sort((a, b) => Number(b.primary) - Number(a.primary));
  return (
    <Card labelledBy="fixes">
      <CardHead id="fixes" level={2} title={t('title')} {...(offers.length > 1 ? { note: t('note') } : {})} />
      {finding.resolvedAt && <Empty title={t('resolved')} />}
      {!finding.resolvedAt && offers.length === 0 && <Empty title={t('none')}>{t('noneNext')}</Empty>}
      {!finding.resolvedAt && (
        <ul>
          {offers.map((offer, index) => (
            <FixOffer key={offer.remediationId} finding={finding} offer={offer} isLive={isLive} isFirst={index === 0} />
          ))}
        </ul>
      )}
    </Card>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { claimTotal } from '@/lib/domain/claim-total';
import { formatSize } from '@/lib/domain/format-size';
import { useLive } from '@/lib/queries/live';
import { topicQuery } from '@/lib/queries/topics';
import { ClaimFocus } from './claim-focus';
import { inUrgency } from './claim-order';
import { ClaimTable } from './claim-table';
import { StorageSentence } from './storage-sentence';

/** Every claim with level, source and age; the most urgent one over time, with what it holds and what fills it. */
export function StorageView() {
  const t = useTranslations('storage');
  const { data } = useQuery(topicQuery('claims'));
  const { live, connection } = useLive();
  if (!data) return <PageHead title={t('title')} sub={<Reading />} />;
  const claims = inUrgency(data.rows);
  const [focus] = claims.filter((c) => c.usedBytes !== undefined);
  const total = claimTotal(claims);
  return (
    <>
      <PageHead
        title={<StorageSentence claims={claims} />}
        sub={t('sub', { count: claims.length, size: formatSize(total), unmeasured: claims.filter((c) => c.usedBytes === undefined).length })}
      />
      <div className="grid gap-4">
        {focus && <ClaimFocus claim={focus} live={live || connection === 'connecting'} />}
        <Card labelledBy="all-claims">
          <CardHead id="all-claims" title={t('all')} note={t('order')} level={2} />
          <ClaimTable claims={claims} empty={<Empty title={t('empty.title')}>{t('empty.next')}</Empty>} />
        </Card>
      </div>
    </>
  );
}

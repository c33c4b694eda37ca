'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { ActionRow } from '@/components/ui/action-row';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { topicQuery } from '@/lib/queries/topics';
import { ChainLegend } from './chain-legend';
import { GpuNode } from './gpu-node';
import { GpuSentence } from './gpu-sentence';
import { TruthChain } from './truth-chain';

/** Per model the chain from asked to proven; per node its cards and who holds them. */
export function GpuView() {
  const t = useTranslations('gpu');
  const { data: models } = useQuery(topicQuery('gpu'));
  const { data: cards } = useQuery(topicQuery('gpu-cards'));
  if (!models || !cards) return <PageHead title={t('title')} sub={<Reading />} />;
  const rows = [...models.rows].sort((a, b) => (a.brokenAt ?? 99) - (b.brokenAt ?? 99) || a.model.localeCompare(b.model));
  const broken = rows.find((r) => r.brokenAt !== undefined);
  const asking = rows.filter((r) => r.asked.state !== 'not-applicable');
  const proven = asking.filter((r) => r.cuda.state === 'good');
  return (
    <>
      <PageHead title={<GpuSentence rows={rows} />} sub={t('sub', { proven: proven.length, asking: asking.length })} />
      <div className="grid gap-4">
        <Card labelledBy="chain">
          <CardHead id="chain" title={t('chain.title')} note={t('chain.note')} level={2} />
          {rows.length === 0 ? <Empty title={t('empty.title')}>{t('empty.next')}</Empty> : <TruthChain rows={rows} />}
          <ChainLegend />
          {broken?.findingId && (
            <div className="mt-4">
              <ActionRow note={t('chain.review', { model: broken.model })}>
                <LinkButton kind="primary" href={`/findings/${broken.findingId}` as Route}>
                  {t('review')}
                </LinkButton>
              </ActionRow>
            </div>
          )}
        </Card>
        {cards.rows.map((node) => (
          <GpuNode key={node.id} node={node} />
        ))}
      </div>
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Message } from '@/components/ui/message';
import { Moment } from '@/components/ui/moment';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { SourceRow } from '@/lib/domain/rows/topics';

const icons: Record<SourceRow['state'], IconName> = {
  live: 'ok',
  stale: 'unknown',
  denied: 'denied',
  unreachable: 'bad',
  'not-configured': 'off',
  starting: 'running',
};
const order: readonly SourceRow['state'][] = ['stale', 'unreachable', 'denied', 'starting', 'live', 'not-configured'];

/** Every source of facts: who answers, who does not, and how old the last answer is. */
export function SourcesCard({ sources }: { sources: readonly SourceRow[] }) {
  const t = useTranslations();
  const columns: Column<SourceRow>[] = [
    {
      key: 'name',
      head: t('now.sources.source'),
      isTitle: true,
      cell: (row) => (
        <span className="flex items-start gap-2">
          <StatusIcon name={icons[row.state]} className="mt-0.5" />
          <span className="min-w-0">
            <span className={row.state === 'live' ? '' : 'font-semibold'}>
              <Message text={row.name} />
            </span>
            {row.source.detail && <small className="block wrap-anywhere">{row.source.detail}</small>}
          </span>
        </span>
      ),
    },
    { key: 'state', head: t('now.sources.state'), cell: (row) => t(`words.sourceState.${row.state}`) },
    { key: 'last', head: t('now.sources.last'), cell: (row) => (row.asOf ? <Moment at={row.asOf} /> : t('now.sources.never')) },
    { key: 'age', head: t('now.sources.age'), numeric: true, cell: (row) => (row.asOf ? <Age at={row.asOf} /> : '') },
    {
      key: 'detail',
      head: t('now.sources.detail'),
      cell: (row) => (
        <span className="text-ink2">
          {row.detail && <Message text={row.detail} />}
          {row.missingRight && (
            <small className="block">{t.rich('now.sources.right', { right: row.missingRight, m: (chunks) => <code>{chunks}</code> })}</small>
          )}
        </span>
      ),
    },
  ];
  const sorted = [...sources].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Card labelledBy="sources">
      <CardHead
        id="sources"
        title={t('now.sources.title')}
        note={t('now.sources.note', { n: sources.filter((s) => s.state === 'live').length, total: sources.length })}
      />
      <DataTable label={t('now.sources.title')} columns={columns} rows={sorted} rowKey={(row) => row.id} />
    </Card>
  );
}

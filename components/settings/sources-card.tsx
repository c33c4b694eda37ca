'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Message } from '@/components/ui/message';
import { Pill, type PillTone } from '@/components/ui/pill';
import { Reading } from '@/components/ui/reading';
import type { IconName } from '@/components/ui/status-icon';
import type { SourceRow } from '@/lib/domain/rows/topics';
import { topicQuery } from '@/lib/queries/topics';

const look: Record<SourceRow['state'], { tone: PillTone; icon: IconName }> = {
  live: { tone: 'ok', icon: 'ok' },
  stale: { tone: 'warn', icon: 'unknown' },
  denied: { tone: 'unknown', icon: 'denied' },
  unreachable: { tone: 'bad', icon: 'bad' },
  'not-configured': { tone: 'plain', icon: 'off' },
  starting: { tone: 'plain', icon: 'warming' },
};

/** Every source of facts: how it is reached, how old its last answer is, and which right or address is missing. */
export function SourcesCard() {
  const t = useTranslations('settings.sources');
  const { data } = useQuery(topicQuery('sources'));
  const columns: Column<SourceRow>[] = [
    {
      key: 'name',
      head: t('name'),
      isTitle: true,
      cell: (r) => (
        <>
          <span className="font-medium">
            <Message text={r.name} />
          </span>
          {r.source.detail && <small className="block">{r.source.detail}</small>}
        </>
      ),
    },
    { key: 'state', head: t('state'), cell: (r) => <Pill {...look[r.state]}>{t(`states.${r.state}`)}</Pill> },
    { key: 'asOf', head: t('asOf'), cell: (r) => (r.asOf ? <Age at={r.asOf} /> : t('never')) },
    { key: 'deadline', head: t('deadline'), numeric: true, wideOnly: true, cell: (r) => t('seconds', { n: r.deadlineSeconds }) },
    { key: 'objects', head: t('objects'), numeric: true, wideOnly: true, cell: (r) => r.objects ?? '' },
    {
      key: 'missing',
      head: t('missing'),
      cell: (r) =>
        (r.missingRight || r.detail) && (
          <>
            {r.missingRight && <code>{r.missingRight}</code>} {r.detail && <Message text={r.detail} />}
          </>
        ),
    },
  ];
  return (
    <Card labelledBy="sources">
      <CardHead id="sources" title={t('title')} note={t('note')} level={2} />
      {data ? <DataTable label={t('title')} columns={columns} rows={data.rows} rowKey={(r) => r.id} /> : <Reading />}
    </Card>
  );
}

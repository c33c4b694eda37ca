'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { Reading } from '@/components/ui/reading';
import { StatusIcon } from '@/components/ui/status-icon';
import type { PodEvents } from '@/lib/domain/rows/details';
import { podEventsQuery } from '@/lib/queries/details';
import { RequestFailed } from '@/lib/queries/request';

type Event = PodEvents['events'][number];

/** What Kubernetes said about the pod, newest first. */
export function PodEventsCard({ namespace, name }: { namespace: string; name: string }) {
  const t = useTranslations('workloads.events');
  const { data, error } = useQuery(podEventsQuery(namespace, name));
  const columns: Column<Event>[] = [
    { key: 'at', head: t('at'), cell: (e) => <Moment at={e.lastAt} /> },
    {
      key: 'reason',
      head: t('reason'),
      isTitle: true,
      className: 'desk:whitespace-nowrap',
      cell: (e) => (
        <span className="flex items-start gap-2">
          <StatusIcon name={e.type === 'Warning' ? 'warning' : 'not-applicable'} label={e.type} className="mt-0.5" />
          {e.reason}
        </span>
      ),
    },
    { key: 'message', head: t('message'), cell: (e) => e.message },
    { key: 'count', head: t('count'), numeric: true, cell: (e) => e.count },
  ];
  return (
    <Card labelledBy="events">
      <CardHead id="events" level={2} title={t('title')} />
      <Notice text={error instanceof RequestFailed ? error.text : undefined} />
      {data ? (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={data.events}
          rowKey={(e) => `${e.reason}${e.message}${e.lastAt}`}
          empty={<Empty title={t('empty')} />}
        />
      ) : (
        !error && <Reading />
      )}
    </Card>
  );
}

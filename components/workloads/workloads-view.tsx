'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/empty';
import { Input } from '@/components/ui/input';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { topicQuery } from '@/lib/queries/topics';
import { OwnerTable } from './owner-table';
import { podsInOrder } from './pod-order';
import { type PodsStart, podSummary } from './pod-summary';
import { PodTable } from './pod-table';
import { ViewSwitch } from './view-switch';
import { WorkloadsSentence } from './workloads-sentence';

/** Pods with their owners, restarts and reasons in words; or the owners themselves. `start` is shown until all pods are read. */
export function WorkloadsView({ start }: { start: PodsStart | undefined }) {
  const t = useTranslations('workloads');
  const [view, setView] = useState<'pods' | 'owners'>('pods');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const { data: pods } = useQuery(topicQuery('pods'));
  const { data: owners } = useQuery(topicQuery('workloads'));
  const shown = useMemo(() => (pods ? podsInOrder(pods.rows, wanted) : (start?.rows ?? [])), [pods, wanted, start]);
  const summary = useMemo(() => (pods ? podSummary(pods.rows) : start?.summary), [pods, start]);
  if (!summary || !owners) return <PageHead title={t('title')} sub={<Reading />} />;
  const { total } = summary;
  return (
    <>
      <PageHead title={<WorkloadsSentence pods={summary} />} sub={t('sub', { pods: total, owners: owners.rows.length })} />
      <search className="mb-4 flex flex-wrap items-center gap-2">
        <ViewSwitch value={view} onChange={setView} />
        {view === 'pods' && (
          <>
            <Input
              type="search"
              className="max-w-72"
              aria-label={t('search')}
              placeholder={t('search')}
              value={search}
              onChange={(e) => setSearch(e.target.value)}
            />
            <small className="ml-auto">{t('shown', { shown: pods ? shown.length : total, total })}</small>
          </>
        )}
      </search>
      <Card>
        {view === 'owners' ? (
          <OwnerTable rows={owners.rows} empty={<Empty title={t('empty.owners')}>{t('empty.next')}</Empty>} />
        ) : !pods && search ? (
          <Reading />
        ) : shown.length === 0 ? (
          <Empty title={search ? t('empty.search', { search }) : t('empty.pods')}>{t('empty.next')}</Empty>
        ) : (
          <PodTable rows={shown} count={pods ? shown.length : total} />
        )}
      </Card>
    </>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { Select } from '@/components/ui/select';
import type { ChangeRow } from '@/lib/domain/rows/topics';
import { topicQuery } from '@/lib/queries/topics';
import { ActivityDay } from './activity-day';
import { byDay } from './by-day';

const kinds = ['object', 'event', 'finding-opened', 'finding-resolved', 'run', 'source'] as const satisfies readonly ChangeRow['kind'][];

/** What changed in the cluster and what Loupe saw or did, newest first, day by day. */
export function ActivityView() {
  const t = useTranslations('activity');
  const [kind, setKind] = useState('');
  const { data } = useQuery(topicQuery('changes'));
  const rows = data?.rows.filter((r) => kind === '' || r.kind === kind);
  return (
    <>
      <PageHead title={t('title')} sub={data ? t('sub', { count: data.rows.length }) : <Reading />} />
      <search className="mb-4 flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('filter')}
          value={kind}
          onChange={(e) => setKind(e.target.value)}
          options={[{ value: '', label: t('all') }, ...kinds.map((k) => ({ value: k, label: t(`kinds.${k}`) }))]}
        />
      </search>
      {rows?.length === 0 && (
        <Card>
          <Empty title={t('empty.title')}>{t('empty.next')}</Empty>
        </Card>
      )}
      <div className="grid gap-4">
        {byDay(rows ?? []).map(([day, changes]) => (
          <ActivityDay key={day} changes={changes} />
        ))}
      </div>
    </>
  );
}

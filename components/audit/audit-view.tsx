'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { Note } from '@/components/ui/note';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import type { AuditFilter } from '@/lib/domain/ports/stores';
import { auditQuery } from '@/lib/queries/details';
import { RequestFailed } from '@/lib/queries/request';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';
import { ChainState } from './chain-state';

const PAGE = 50;

/** The ledger: every attempt, newest first, with filters, detail and export. With `runId` only what was recorded of that run. */
export function AuditView({ runId }: { runId?: string }) {
  const t = useTranslations('audit');
  const [filter, setFilter] = useState<AuditFilter>({ limit: PAGE, offset: 0, ...(runId ? { runId } : {}) });
  const { data, error } = useQuery(auditQuery(filter));
  const change = (next: AuditFilter) => setFilter({ ...next, limit: PAGE, offset: 0 });
  const offset = filter.offset ?? 0;
  return (
    <>
      <PageHead title={t('title')} sub={data ? <ChainState chain={data.chain} total={data.total} /> : <Reading />} />
      {runId && (
        <div className="mb-4">
          <Note tone="plain" title={t('filters.oneRun')} action={<LinkButton href={'/audit' as Route}>{t('filters.wholeLedger')}</LinkButton>} />
        </div>
      )}
      <AuditFilters filter={filter} onChange={change} shown={data?.entries.length} total={data?.total} />
      <Notice text={error instanceof RequestFailed ? error.text : undefined} />
      <Card>
        {data && data.entries.length === 0 ? <Empty title={t('empty.title')}>{t('empty.next')}</Empty> : <AuditTable entries={data?.entries ?? []} />}
        {data && data.total > PAGE && (
          <div className="mt-4 flex items-center gap-2 text-sm text-ink3">
            <Button disabled={offset === 0} onClick={() => setFilter({ ...filter, offset: Math.max(0, offset - PAGE) })}>
              {t('newer')}
            </Button>
            <Button disabled={offset + PAGE >= data.total} onClick={() => setFilter({ ...filter, offset: offset + PAGE })}>
              {t('older')}
            </Button>
            <span>{t('range', { from: offset + 1, to: Math.min(offset + PAGE, data.total), total: data.total })}</span>
          </div>
        )}
      </Card>
    </>
  );
}

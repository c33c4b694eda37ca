'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RunPill } from '@/components/remediations/run-pill';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Message } from '@/components/ui/message';
import { Moment } from '@/components/ui/moment';
import { RowList } from '@/components/ui/row-list';
import type { RunRow } from '@/lib/domain/rows/topics';

const SHOWN = 4;

/** What was done through Loupe last. */
export function LastRunsCard({ runs }: { runs: readonly RunRow[] }) {
  const t = useTranslations('now.runs');
  const last = [...runs].sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, SHOWN);
  return (
    <Card labelledBy="runs">
      <CardHead
        id="runs"
        title={t('title')}
        note={
          <Link href={'/audit' as Route} className="link target inline-flex items-center">
            {t('all')}
          </Link>
        }
      />
      {last.length === 0 && <p className="text-sm text-ink2">{t('none')}</p>}
      <RowList
        rows={last.map((run) => ({
          key: run.id,
          start: (
            <Link href={`/runs/${run.id}` as Route} className="block hover:underline hover:decoration-edge hover:underline-offset-4">
              <Message text={run.title} />
              <small className="block">
                <Moment at={run.startedAt} seconds={false} /> · {run.actorName}
              </small>
            </Link>
          ),
          end: <RunPill status={run.status} />,
        }))}
      />
    </Card>
  );
}

'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RunPill } from '@/components/remediations/run-pill';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Moment } from '@/components/ui/moment';
import { RowList } from '@/components/ui/row-list';
import type { PlanView } from '@/lib/domain/rows/details';

/** How the same fix went before. */
export function LastTimeCard({ runs }: { runs: PlanView['lastRuns'] }) {
  const t = useTranslations('plan');
  return (
    <Card labelledBy="last-time">
      <CardHead id="last-time" title={t('lastTime')} />
      {runs.length === 0 && <p className="text-sm text-ink2">{t('firstTime')}</p>}
      <RowList
        rows={runs.map((run) => ({
          key: run.id,
          start: (
            <Link href={`/runs/${run.id}` as Route} className="hover:underline hover:decoration-edge hover:underline-offset-4">
              <Moment at={run.startedAt} seconds={false} />, {run.actorName}
            </Link>
          ),
          end: <RunPill status={run.status} />,
        }))}
      />
    </Card>
  );
}

'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { RowList } from '@/components/ui/row-list';
import type { RunRow } from '@/lib/domain/rows/topics';

/** Where the run stands in the ledger: the intent before the first call, the outcome after the last. */
export function LedgerCard({ run }: { run: RunRow }) {
  const t = useTranslations('run.ledger');
  const entry = (seq: number | undefined) => (seq === undefined ? t('notYet') : t('entry', { seq: spaced(seq) }));
  return (
    <Card labelledBy="ledger">
      <CardHead
        id="ledger"
        title={t('title')}
        note={
          <Link href={`/audit?runId=${encodeURIComponent(run.id)}` as Route} className="link target inline-flex items-center">
            {t('open')}
          </Link>
        }
      />
      <RowList
        rows={[
          { key: 'intent', start: t('intent'), end: entry(run.intentSeq) },
          { key: 'outcome', start: t('outcome'), end: entry(run.outcomeSeq) },
        ]}
      />
    </Card>
  );
}

/** Identifiers are grouped by spaces, quantities by the language. */
function spaced(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ' ');
}

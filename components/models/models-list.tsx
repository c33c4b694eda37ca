'use client';

import { useTranslations } from 'next-intl';
import { AsOf } from '@/components/ui/as-of';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { ModelCard } from './model-card';
import { inReadingOrder } from './model-state';
import { ModelsSentence } from './models-sentence';
import { WaitingFor } from './waiting-for';
import { WordList } from './word-list';

interface ModelsListProps {
  rows: readonly ModelRow[];
  asOf: string | undefined;
  live: boolean;
  /** Signed-in people get a way from a model to its finding. */
  signedIn: boolean;
}

/** The annotators' page: one card a model. */
export function ModelsList({ rows, asOf, live, signedIn }: ModelsListProps) {
  const t = useTranslations('models');
  return (
    <WaitingFor rows={rows}>
      <PageHead
        title={<ModelsSentence rows={rows} live={live} />}
        sub={
          asOf && (
            <>
              <AsOf at={asOf} /> · {t(live ? 'looksAgain' : 'noAnswer')}
            </>
          )
        }
      />
      {rows.length === 0 ? (
        <Card>
          <Empty title={t('empty.title')}>{t('empty.next')}</Empty>
        </Card>
      ) : (
        <div className="grid gap-3">
          {inReadingOrder(rows).map((row) => (
            <ModelCard key={row.id} row={row} live={live} onFinding={signedIn} />
          ))}
        </div>
      )}
      <WordList />
    </WaitingFor>
  );
}

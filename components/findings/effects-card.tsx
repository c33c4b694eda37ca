'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Details } from '@/components/ui/details';
import { Message } from '@/components/ui/message';
import { RowList } from '@/components/ui/row-list';
import { Since } from '@/components/ui/since';
import type { FindingRow } from '@/lib/domain/rows/topics';

/** What follows from this finding. */
export function EffectsCard({ effects }: { effects: readonly FindingRow[] }) {
  const t = useTranslations('finding');
  return (
    <Card>
      <Details open title={t('effects')} note={t('effectsNote', { n: effects.length })}>
        <RowList
          rows={effects.map((effect) => ({
            key: effect.id,
            start: (
              <Link href={`/findings/${effect.id}` as Route} className="text-ink2 hover:text-ink">
                <Message text={effect.title} />
              </Link>
            ),
            end: <Since at={effect.since} withSpan={false} />,
          }))}
        />
      </Details>
    </Card>
  );
}

'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SeverityIcon } from '@/components/findings/severity-icon';
import { Card } from '@/components/ui/card';
import { Details } from '@/components/ui/details';
import { Message } from '@/components/ui/message';
import { RowList } from '@/components/ui/row-list';
import { Since } from '@/components/ui/since';
import type { FindingRow } from '@/lib/domain/rows/topics';

/** The finding that explains this one. */
export function CauseCard({ cause }: { cause: FindingRow }) {
  const t = useTranslations('finding');
  return (
    <Card>
      <Details open title={t('cause')} note={1}>
        <RowList
          rows={[
            {
              key: cause.id,
              start: (
                <Link href={`/findings/${cause.id}` as Route} className="flex items-start gap-2 hover:underline hover:decoration-edge hover:underline-offset-4">
                  <SeverityIcon severity={cause.severity} className="mt-0.5" />
                  <span className="min-w-0">
                    <Message text={cause.title} />
                  </span>
                </Link>
              ),
              end: <Since at={cause.since} withSpan={false} />,
            },
          ]}
        />
      </Details>
    </Card>
  );
}

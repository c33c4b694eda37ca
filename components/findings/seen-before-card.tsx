'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Moment } from '@/components/ui/moment';
import { RowList } from '@/components/ui/row-list';
import { Span } from '@/components/ui/span';
import type { FindingDetail } from '@/lib/domain/rows/details';

/** Earlier findings of the same kind on the same object. */
export function SeenBeforeCard({ earlier }: { earlier: FindingDetail['earlier'] }) {
  const t = useTranslations('finding');
  return (
    <Card labelledBy="seen-before">
      <CardHead id="seen-before" title={t('seenBefore')} {...(earlier.length > 0 ? { note: earlier.length } : {})} />
      {earlier.length === 0 && <p className="text-sm text-ink2">{t('notBefore')}</p>}
      <RowList
        rows={earlier.map((one) => ({
          key: one.id,
          start: (
            <Link href={`/findings/${one.id}` as Route} className="link">
              <Moment at={one.since} seconds={false} />
            </Link>
          ),
          end: one.resolvedAt && t.rich('heldFor', { span: () => <Span from={one.since} to={one.resolvedAt} /> }),
        }))}
      />
    </Card>
  );
}

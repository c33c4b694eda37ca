'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { AroundAxis } from '@/components/findings/around-axis';
import { AroundList } from '@/components/findings/around-list';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Details } from '@/components/ui/details';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { Reading } from '@/components/ui/reading';
import type { FindingRow } from '@/lib/domain/rows/topics';
import { aroundQuery } from '@/lib/queries/details';

/** Changes, findings and runs around a finding, on one time axis: things that may explain each other. */
export function AroundCard({ finding }: { finding: FindingRow }) {
  const t = useTranslations('finding.around');
  const { data, error } = useQuery(aroundQuery(finding.id));
  const changes = [...(data?.changes ?? [])].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Card labelledBy="around">
      <CardHead id="around" level={2} title={t('title')} note={t('note')} />
      {!data && (error ? <Failure error={error} /> : <Reading />)}
      {data && changes.length === 0 && <Empty title={t('none')} />}
      {data && changes.length > 0 && (
        <>
          <div className="max-desk:hidden">
            <AroundAxis around={{ ...data, changes }} since={finding.since} resolvedAt={finding.resolvedAt} />
            <div className="mt-3">
              <Details title={<span className="text-sm font-normal text-ink2">{t('asList', { n: changes.length })}</span>}>
                <AroundList changes={changes} />
              </Details>
            </div>
          </div>
          <div className="desk:hidden">
            <AroundList changes={changes} />
          </div>
        </>
      )}
    </Card>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { forecastsOf } from '@/components/now/forecasts';
import { NextAxis } from '@/components/now/next-axis';
import { useServerTime } from '@/components/providers/server-time';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { RowList } from '@/components/ui/row-list';
import { usePlace } from '@/components/ui/use-place';
import { formatDay } from '@/lib/domain/format-moment';
import type { ClaimRow } from '@/lib/domain/rows/topics';

const SHOWN = 4;

/** What will need attention in the next 30 days if it goes on as now. */
export function NextCard({ claims }: { claims: readonly ClaimRow[] }) {
  const t = useTranslations('now.next');
  const place = usePlace();
  const now = useServerTime().initial();
  const forecasts = forecastsOf(claims, now).slice(0, SHOWN);
  if (forecasts.length === 0) return null;
  const day = (ms: number) => formatDay(ms, now, place);
  return (
    <Card labelledBy="next">
      <CardHead id="next" title={t('title')} note={t('note')} />
      <div className="max-desk:hidden">
        <NextAxis forecasts={forecasts} now={now} />
      </div>
      <div className="desk:hidden">
        <RowList
          rows={forecasts.map((forecast) => ({
            key: forecast.id,
            start: (
              <>
                {t('full', { name: forecast.label })}
                <small className="block">{t('between', { from: day(forecast.earliest), to: day(forecast.latest) })}</small>
              </>
            ),
            end: t('about', { day: day(forecast.at) }),
          }))}
        />
      </div>
    </Card>
  );
}

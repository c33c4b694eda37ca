'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { KeyValues } from '@/components/ui/key-values';
import { Moment } from '@/components/ui/moment';
import { formatSize } from '@/lib/domain/format-size';
import type { SettingsView } from '@/lib/domain/rows/details';

/** The fill levels Loupe has kept: how many of how many at most, how far back each resolution reaches, and what the database takes. */
export function SamplesCard({ samples }: { samples: SettingsView['samples'] }) {
  const t = useTranslations('settings.samples');
  const { rows, maxRows, series, databaseBytes, resolutions } = samples;
  return (
    <Card labelledBy="samples">
      <CardHead id="samples" title={t('title')} note={t('note')} level={2} />
      <KeyValues
        labelWidth={168}
        rows={[
          { key: 'rows', label: t('rows'), value: t('rowsOf', { rows, max: maxRows, series }) },
          ...resolutions.map(({ name, rows: own, keptHours, oldestAt }) => ({
            key: name,
            label: t(`resolutions.${name}`),
            value: (
              <>
                {t('own', { rows: own })}
                {oldestAt && (
                  <>
                    {' · '}
                    {t.rich('since', { moment: () => <Moment at={oldestAt} seconds={false} /> })}
                  </>
                )}
                <small className="block">{keptHours <= 48 ? t('keptHours', { hours: keptHours }) : t('keptDays', { days: Math.round(keptHours / 24) })}</small>
              </>
            ),
          })),
          { key: 'database', label: t('database'), value: formatSize(databaseBytes) },
        ]}
      />
    </Card>
  );
}

'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useServerTime } from '@/components/providers/server-time';
import { StatusIcon } from '@/components/ui/status-icon';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { computeIcon } from './model-state';

/** Seconds per image as measured, and GPU or CPU as proven. A figure nobody measured is not shown. */
export function ModelSpeed({ row }: { row: ModelRow }) {
  const t = useTranslations('models');
  const format = useFormatter();
  const time = useServerTime();
  const seconds = (n: number) => format.number(n, { maximumSignificantDigits: 2 });
  return (
    <div className="min-w-0">
      <p>
        {row.typicalSeconds === undefined ? (
          <span className="text-ink2">{t('speed.unknown')}</span>
        ) : (
          t.rich('speed.typical', {
            seconds: seconds(row.typicalSeconds),
            b: (chunks) => <span className="text-base font-semibold">{chunks}</span>,
            s: (chunks) => <small>{chunks}</small>,
          })
        )}
      </p>
      {row.usualSeconds !== undefined && row.typicalSeconds !== undefined && row.typicalSeconds > row.usualSeconds * 2 && (
        <small className="block">{t('speed.usual', { seconds: seconds(row.usualSeconds) })}</small>
      )}
      <p className="mt-1 flex items-start gap-2 text-sm text-ink2">
        <StatusIcon name={computeIcon[row.compute]} className="mt-0.5" />
        <span suppressHydrationWarning>
          {t(`compute.${row.compute}`)}
          {row.compute === 'gpu-proven' && row.provenAt && t('compute.at', { moment: format.relativeTime(new Date(row.provenAt), new Date(time.now())) })}
        </span>
      </p>
    </div>
  );
}

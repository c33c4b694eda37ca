'use client';

import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/moment';
import type { ClaimHistory } from '@/lib/domain/rows/details';

/** What happened on the chart's time axis, as a list: inference, compaction, growth, runs. */
export function HistoryMarks({ marks }: { marks: ClaimHistory['marks'] }) {
  const t = useTranslations('storage.marks');
  const latest = [...marks].sort((a, b) => (a.from < b.from ? 1 : -1)).slice(0, 6);
  return (
    <ul aria-label={t('title')} className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-xs text-ink2">
      {latest.map((mark) => (
        <li key={`${mark.kind}${mark.from}${mark.label}`} className="wrap-anywhere">
          {t(mark.kind)} {mark.label} · <Moment at={mark.from} seconds={false} />
        </li>
      ))}
    </ul>
  );
}

'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { PageCount } from '@/components/shell/pages';

/** A page's count: red only for what needs somebody. */
export function NavCount({ count }: { count: PageCount }) {
  const t = useTranslations('shell.count');
  const format = useFormatter();
  if (count.kind === 'none') return null;
  if (count.kind === 'needs-you') {
    return (
      <span className="rounded-full bg-bad px-2 text-xs leading-5 font-semibold text-panel">
        {format.number(count.n)}
        <span className="sr-only"> {t('needYou')}</span>
      </span>
    );
  }
  return (
    <span className="text-xs font-normal text-ink3">
      {count.kind === 'unknown' && (
        <>
          <span aria-hidden>?</span>
          <span className="sr-only">{t('unknown')}</span>
        </>
      )}
      {count.kind === 'number' && format.number(count.n)}
      {count.kind === 'part' && t('part', { n: count.n, total: count.total })}
      {count.kind === 'percent' && t('percent', { n: count.n })}
    </span>
  );
}

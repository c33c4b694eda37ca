'use client';

import { useTranslations } from 'next-intl';

/** Says that this is the lab: nothing here is a real cluster. */
export function LabBanner({ href }: { href: string }) {
  const t = useTranslations('shell.lab');
  return (
    <aside aria-label={t('name')} className="flex flex-wrap items-center justify-center gap-x-3 bg-hover px-4 py-1 text-center text-xs leading-5 text-ink2">
      {t('text')}
      <a href={href} className="link target inline-flex items-center" target="_blank" rel="noreferrer">
        {t('link')}
      </a>
    </aside>
  );
}

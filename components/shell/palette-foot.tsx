'use client';

import { useTranslations } from 'next-intl';
import { Kbd } from '@/components/ui/kbd';

/** The keys of the palette. */
export function PaletteFoot() {
  const t = useTranslations('shell.palette');
  return (
    <div className="flex gap-4 bg-sunk px-4 py-2.5 text-xs text-ink3 shadow-[0_-1px_var(--line)] max-desk:hidden">
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('move')}
      </span>
      <span>
        <Kbd>↵</Kbd> {t('choose')}
      </span>
      <span className="ml-auto">
        <Kbd>esc</Kbd> {t('close')}
      </span>
    </div>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ThemeChoice } from '@/components/shell/theme-choice';

/** What a person sets for themselves: theme, and signing out. */
export function UserPanel() {
  const t = useTranslations('shell');
  return (
    <>
      <ThemeChoice />
      <form method="post" action="/api/sign-out">
        <button type="submit" className="target w-full rounded-sm px-2 py-1.5 text-left text-sm hover:bg-hover">
          {t('signOut')}
        </button>
      </form>
    </>
  );
}

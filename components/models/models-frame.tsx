import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch';

/** The annotators' page has no side bar: a title, the language, and a way in. */
export function ModelsFrame({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const t = useTranslations('models');
  return (
    <div className="mx-auto w-full max-w-[1112px] px-4 pb-16 desk:px-8">
      <header className="flex min-h-14 flex-wrap items-center gap-4 py-2">
        <span className="text-base font-semibold">Loupe · {t('title')}</span>
        <span className="ml-auto flex flex-wrap items-center gap-4">
          <LanguageSwitch />
          <Link href={signedIn ? '/' : '/sign-in'} className="link target inline-flex items-center text-sm">
            {t(signedIn ? 'console' : 'signIn')}
          </Link>
        </span>
      </header>
      <main>{children}</main>
    </div>
  );
}

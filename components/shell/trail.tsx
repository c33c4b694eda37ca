'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useHead } from '@/components/shell/use-head';

const belowNow = { findings: 'finding', plans: 'plan', runs: 'run' } as const;

/** Which installation this is; below Now the way back. */
export function Trail() {
  const t = useTranslations();
  const { head } = useHead();
  const [, section] = usePathname().split('/');
  if (section && section in belowNow) {
    return (
      <nav aria-label={t('shell.trail')} className="min-w-0 truncate">
        <Link href="/" className="target inline-flex items-center hover:text-ink">
          {t('words.page.now')}
        </Link>
        {' / '}
        <b className="font-semibold text-ink">{t(`shell.below.${belowNow[section as keyof typeof belowNow]}`)}</b>
      </nav>
    );
  }
  return (
    <div className="min-w-0 truncate">
      {head && (
        <>
          {head.release && `${head.release} / `}
          <b className="font-semibold text-ink">{head.cluster}</b>
        </>
      )}
    </div>
  );
}

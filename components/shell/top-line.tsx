'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LiveState } from '@/components/shell/live-state';
import { PaletteButton } from '@/components/shell/palette-button';
import { useHead } from '@/components/shell/use-head';
import { UserMenu } from '@/components/shell/user-menu';

export interface Crumb {
  readonly href: Route;
  readonly name: string;
}

/** Where this is, how fresh it is, search, and who is signed in. */
export function TopLine({ trail, here }: { trail?: readonly Crumb[] | undefined; here?: ReactNode }) {
  const t = useTranslations('shell');
  const { head } = useHead();
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 text-xs text-ink2 desk:h-14 desk:flex-nowrap desk:text-sm">
      <nav aria-label={t('trail')} className="min-w-0 truncate">
        {trail?.map((crumb) => (
          <span key={crumb.href}>
            <Link href={crumb.href} className="hover:text-ink">
              {crumb.name}
            </Link>
            {' / '}
          </span>
        ))}
        {here ? <b className="font-semibold text-ink">{here}</b> : head && <InstallationName release={head.release} cluster={head.cluster} />}
      </nav>
      <div className="max-desk:ml-auto">
        <LiveState />
      </div>
      <div className="ml-auto flex flex-none items-center gap-4 max-desk:ml-0 max-desk:hidden">
        <PaletteButton />
        <UserMenu />
      </div>
    </div>
  );
}

function InstallationName({ release, cluster }: { release: string; cluster: string }) {
  return (
    <>
      {release} / <b className="font-semibold text-ink">{cluster}</b>
    </>
  );
}

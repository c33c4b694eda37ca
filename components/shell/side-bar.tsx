'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Brand } from '@/components/shell/brand';
import { NavCount } from '@/components/shell/nav-count';
import { consolePages, countOf, pageOf } from '@/components/shell/pages';
import { useHead } from '@/components/shell/use-head';
import { UserPanel } from '@/components/shell/user-panel';
import { Versions } from '@/components/shell/versions';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from '@/components/ui/status-icon';

/** Side bar of 216; below the desk width one line with a menu. */
export function SideBar() {
  const t = useTranslations('words.page');
  const say = useTranslations('shell');
  const { head, isLive } = useHead();
  const current = pageOf(usePathname());
  const [isOpen, setOpen] = useState(false);
  return (
    <nav
      aria-label={say('nav')}
      className="bg-side px-4 py-0.5 max-desk:rule-below desk:px-3 desk:py-4 desk:shadow-[inset_-1px_0_var(--line)]"
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <div className="flex flex-col desk:sticky desk:top-4 desk:h-[calc(100vh-32px)]">
        <div className="flex items-center justify-between desk:mb-4 desk:px-2">
          <Brand />
          <button
            type="button"
            className="flex h-11 items-center gap-2 text-sm font-medium desk:hidden"
            aria-expanded={isOpen}
            aria-controls="pages"
            onClick={() => setOpen(!isOpen)}
          >
            {t(current)}
            <StatusIcon name="down" size="small" className={isOpen ? 'rotate-180' : ''} />
          </button>
        </div>
        <ul id="pages" className={classNames(!isOpen && 'max-desk:hidden')}>
          {consolePages.map((page) => (
            <li key={page.id}>
              <Link
                href={page.href}
                aria-current={page.id === current ? 'page' : undefined}
                className="flex h-11 items-center justify-between rounded-sm px-2 text-ink2 hover:bg-line2 aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink desk:h-8"
                onClick={() => setOpen(false)}
              >
                {t(page.id)}
                <NavCount count={countOf(page.id, head, isLive)} />
              </Link>
            </li>
          ))}
        </ul>
        <div className={classNames('mt-auto max-desk:pb-2', !isOpen && 'max-desk:hidden')}>
          <Versions head={head} />
          <div className="desk:hidden">
            <UserPanel />
          </div>
        </div>
      </div>
    </nav>
  );
}

'use client';

import type { ReactNode } from 'react';
import { type Crumb, TopLine } from '@/components/shell/top-line';
import { PageHead } from '@/components/ui/page-head';

interface PageProps {
  /** The one sentence that answers the visitor's question. */
  title: ReactNode;
  sub?: ReactNode;
  /** Pages above this one; without it the installation's name stands there. */
  trail?: readonly Crumb[];
  here?: ReactNode;
  children?: ReactNode;
}

/** One page of the console: top line, h1, content. */
export function Page({ title, sub, trail, here, children }: PageProps) {
  return (
    <main id="main" tabIndex={-1} className="w-full min-w-0 max-w-[1240px] px-4 pb-12 outline-none desk:px-8 desk:pb-16">
      <TopLine trail={trail} here={here} />
      <PageHead title={title} sub={sub} />
      {children}
    </main>
  );
}

'use client';

import { usePathname } from 'next/navigation';
import { useHead } from '@/components/shell/use-head';
import { StaleBanner } from '@/components/ui/stale-banner';

/** Stands on every page while the cluster is silent; Now says it in its own h1. */
export function StaleNote() {
  const { head, isLive, asOf } = useHead();
  const isNow = usePathname() === '/';
  if (!head || isLive || !asOf || isNow) return null;
  return <StaleBanner asOf={asOf} />;
}

import type { Route } from 'next';
import type { HeadRow } from '@/lib/domain/rows/topics';

export type PageId = 'now' | 'models' | 'workloads' | 'storage' | 'gpu' | 'activity' | 'audit' | 'settings';

interface ConsolePage {
  readonly id: PageId;
  readonly href: Route;
}

/** The pages of the console, in the order of the side bar. Their names stand under `words.page`. */
export const consolePages: readonly ConsolePage[] = [
  { id: 'now', href: '/' },
  { id: 'models', href: '/models' as Route },
  { id: 'workloads', href: '/workloads' as Route },
  { id: 'storage', href: '/storage' as Route },
  { id: 'gpu', href: '/gpu' as Route },
  { id: 'activity', href: '/activity' as Route },
  { id: 'audit', href: '/audit' as Route },
  { id: 'settings', href: '/settings' as Route },
];

/** Which page an address belongs to. Findings, plans and runs are reached from Now. */
export function pageOf(pathname: string): PageId {
  return consolePages.find((page) => page.href !== '/' && (pathname === page.href || pathname.startsWith(`${page.href}/`)))?.id ?? 'now';
}

export type PageCount =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'needs-you'; readonly n: number }
  | { readonly kind: 'number'; readonly n: number }
  | { readonly kind: 'part'; readonly n: number; readonly total: number }
  | { readonly kind: 'percent'; readonly n: number };

/** What stands beside a page's name. What cannot be counted now is unknown, never the last number. */
export function countOf(page: PageId, head: HeadRow | undefined, isLive: boolean): PageCount {
  if (!head) return { kind: 'none' };
  if (page === 'now') return head.critical > 0 ? { kind: 'needs-you', n: head.critical } : { kind: 'none' };
  if (page !== 'models' && page !== 'workloads' && page !== 'storage' && page !== 'gpu') return { kind: 'none' };
  if (!isLive) return { kind: 'unknown' };
  if (page === 'models') return part(head.modelsReady, head.modelsTotal);
  if (page === 'gpu') return head.gpuTotal === 0 ? { kind: 'none' } : part(head.gpuGood, head.gpuTotal);
  if (page === 'storage') return head.fullestPercent === undefined ? { kind: 'unknown' } : { kind: 'percent', n: Math.floor(head.fullestPercent) };
  if (head.pods === undefined) return { kind: 'unknown' };
  return head.podsNotReady ? { kind: 'part', n: head.pods - head.podsNotReady, total: head.pods } : { kind: 'number', n: head.pods };
}

function part(n: number | undefined, total: number | undefined): PageCount {
  return n === undefined || total === undefined ? { kind: 'unknown' } : { kind: 'part', n, total };
}

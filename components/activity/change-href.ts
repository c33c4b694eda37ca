import type { Route } from 'next';
import type { ChangeRow } from '@/lib/domain/rows/topics';

/** Where a change leads: only to pages of ours, built from ids, never an address that came with the data. */
export function changeHref(change: Pick<ChangeRow, 'href'>): Route | undefined {
  const match = /^\/(findings|runs)\/([a-z0-9]+)$/i.exec(change.href ?? '');
  return match ? (`/${match[1]}/${match[2]}` as Route) : undefined;
}

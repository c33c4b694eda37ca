import 'server-only';
import type { Freshness } from '@/lib/domain/api-v1/page';
import { toIso } from '@/lib/domain/clock';
import type { Container } from '@/lib/server/container';

/** When this is answered and how old the cluster's data is. */
export function freshness({ clock, standing }: Pick<Container, 'clock' | 'standing'>): Freshness {
  const { state, asOf } = standing();
  return { at: toIso(clock.now()), live: state === 'live', ...(asOf ? { asOf } : {}) };
}

interface Page<Row> extends Freshness {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  readonly rows: Row[];
}

/** The wanted page of rows; only these are turned into what the API answers. */
export function paged<Row, Answer>(
  container: Pick<Container, 'clock' | 'standing'>,
  rows: readonly Row[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
  answer: (row: Row) => Answer,
): Page<Answer> {
  return { ...freshness(container), total: rows.length, offset, limit, rows: rows.slice(offset, offset + limit).map(answer) };
}

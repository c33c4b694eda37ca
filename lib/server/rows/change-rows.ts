import 'server-only';
import type { ChangeRecord } from '@/lib/domain/ports/stores';
import type { ChangeRow } from '@/lib/domain/rows/topics';

/** A kept change as a row: the same, field by field. */
export function changeRow(change: ChangeRecord): ChangeRow {
  const { id, at, kind, subject, text, tone, by, href } = change;
  return { id, at, kind, subject, text, tone, ...(by ? { by } : {}), ...(href ? { href } : {}) };
}

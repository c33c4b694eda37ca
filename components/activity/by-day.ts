import type { ChangeRow } from '@/lib/domain/rows/topics';

/** Changes newest first, in groups of one calendar day each (UTC, as they are stored). */
export function byDay(rows: readonly ChangeRow[]): [string, ChangeRow[]][] {
  const days = new Map<string, ChangeRow[]>();
  for (const row of [...rows].sort((a, b) => (a.at < b.at ? 1 : -1))) {
    const day = row.at.slice(0, 10);
    const group = days.get(day);
    if (group) group.push(row);
    else days.set(day, [row]);
  }
  return [...days];
}

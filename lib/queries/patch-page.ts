import type { RowOf, Topic, TopicChange, TopicPage } from '@/lib/domain/rows/topics';

/**
 * The page after a change, or `gap` when changes in between were missed and the topic has to be read again. A change the page already
 * holds gives the page itself. Rows that did not change keep their identity, so only what changed is drawn anew.
 */
export function patchPage<T extends Topic>(page: TopicPage<T>, change: TopicChange<T>): TopicPage<T> | 'gap' {
  if (change.seq <= page.seq) return page;
  if (change.seq !== page.seq + 1) return 'gap';
  const changed = new Map<string, RowOf<T>>(change.changed.map((row) => [row.id, row]));
  const gone = new Set(change.gone);
  const rows: RowOf<T>[] = [];
  for (const row of page.rows) {
    if (gone.has(row.id)) continue;
    const next = changed.get(row.id);
    rows.push(next ?? row);
    if (next) changed.delete(row.id);
  }
  rows.push(...changed.values());
  return { ...page, seq: change.seq, rows };
}

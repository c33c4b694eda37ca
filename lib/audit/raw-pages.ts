import 'server-only';
import type { Client } from '@libsql/client';
import { entryOf, whereOf } from '@/lib/audit/rows';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import type { AuditFilter } from '@/lib/domain/ports/stores';

/** The rows that match, oldest first, page by page. A row that is no entry comes as undefined, so that its place is not lost. */
export async function* rawPages(db: Client, filter: AuditFilter, pageSize = 500): AsyncGenerator<(AuditEntry | undefined)[]> {
  const { where, args } = whereOf(filter);
  const after = where === '' ? 'WHERE "seq" > ?' : `${where} AND "seq" > ?`;
  for (let seq = -1; ; ) {
    const { rows } = await db.execute({ sql: `SELECT * FROM "AuditEntry" ${after} ORDER BY "seq" LIMIT ?`, args: [...args, seq, pageSize] });
    if (rows.length > 0) yield rows.map(entryOf);
    if (rows.length < pageSize) return;
    seq = Number(rows.at(-1)?.seq);
  }
}

import 'server-only';
import type { InValue, Row } from '@libsql/client';
import { type AuditEntry, auditEntrySchema, auditFields } from '@/lib/domain/audit-entry';
import type { AuditFilter } from '@/lib/domain/ports/stores';

/** The statement that appends an entry. */
export function insertOf(entry: AuditEntry): { sql: string; args: InValue[] } {
  const args = auditFields.map((column) => (column === 'detail' ? JSON.stringify(entry.detail) : (entry[column] ?? null)));
  const names = auditFields.map((column) => `"${column}"`).join(', ');
  return { sql: `INSERT INTO "AuditEntry" (${names}) VALUES (${auditFields.map(() => '?').join(', ')})`, args };
}

/** A row as an entry, or undefined when somebody has left in it what no entry can be. */
export function entryOf(row: Row): AuditEntry | undefined {
  try {
    const present = auditFields.filter((column) => row[column] !== null && row[column] !== undefined);
    const plain = Object.fromEntries(present.map((column) => [column, column === 'detail' ? JSON.parse(String(row.detail)) : row[column]]));
    return auditEntrySchema.safeParse(plain).data;
  } catch {
    return undefined;
  }
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** The filter as a WHERE clause with its values. Every value is bound, none is written into the text. */
export function whereOf(filter: AuditFilter): { where: string; args: InValue[] } {
  const terms: [string, InValue[]][] = [];
  for (const column of ['event', 'outcome', 'remediationId', 'runId'] as const) {
    const value = filter[column];
    if (value !== undefined) terms.push([`"${column}" = ?`, [value]]);
  }
  if (filter.actor !== undefined) terms.push([`("actorName" = ? OR "actorId" = ?)`, [filter.actor, filter.actor]]);
  if (filter.target !== undefined) terms.push([`"target" LIKE ? ESCAPE '\\'`, [like(filter.target)]]);
  if (filter.from !== undefined) terms.push(['"at" >= ?', [filter.from]]);
  if (filter.to !== undefined) terms.push(['"at" <= ?', [filter.to]]);
  if (filter.text !== undefined && filter.text !== '') {
    const columns = ['target', 'reason', 'actorName', 'remediationId', 'event', 'outcome', 'runId', 'detail'];
    terms.push([`(${columns.map((c) => `"${c}" LIKE ? ESCAPE '\\'`).join(' OR ')})`, columns.map(() => like(filter.text ?? ''))]);
  }
  return { where: terms.length > 0 ? `WHERE ${terms.map(([sql]) => sql).join(' AND ')}` : '', args: terms.flatMap(([, args]) => args) };
}

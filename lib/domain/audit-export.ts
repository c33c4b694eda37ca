import { type AuditEntry, auditFields } from '@/lib/domain/audit-entry';
import { canonicalJson } from '@/lib/domain/canonical-json';

/** First line of the CSV export. */
export const auditCsvHead = `${auditFields.join(',')}\r\n`;

/** One entry as a line of CSV. A cell a spreadsheet would take for a formula begins with an apostrophe. */
export function auditCsvLine(entry: AuditEntry): string {
  return `${auditFields.map((column) => csvCell(entry[column])).join(',')}\r\n`;
}

/** One entry as a line of JSON, byte for byte what its hash was made of: the file verifies offline. */
export function auditJsonLine(entry: AuditEntry): string {
  return `${canonicalJson(entry)}\n`;
}

function csvCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? canonicalJson(value) : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import { auditCsvHead, auditCsvLine, auditJsonLine } from '@/lib/domain/audit-export';

const entry: AuditEntry = {
  ...{ seq: 7, at: '2026-02-11T10:00:00.000Z', event: 'run-intent', actorName: 'ops', detail: { b: 1, a: 'x' }, prevHash: 'p', hash: 'h' },
};

describe('exporting the ledger', () => {
  it('writes a line per entry under named columns', () => {
    const cells = auditCsvLine(entry).trimEnd().split(',');
    expect(auditCsvHead.trimEnd().split(',').indexOf('event')).toBe(cells.indexOf('run-intent'));
    expect(auditCsvLine(entry)).toContain('"{""a"":""x"",""b"":1}"');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('keeps %j from being a formula', (reason) => {
    const cell = auditCsvLine({ ...entry, reason });
    expect(cell).toMatch(/,"?'[=+\-@\t\r]/);
  });

  it('keeps a line break in a reason inside its cell and its JSON line', () => {
    const forged = { ...entry, reason: 'a\n{"seq":8}' };
    expect(auditCsvLine(forged)).toContain('"a\n{""seq"":8}"');
    expect(auditJsonLine(forged).split('\n')).toHaveLength(2);
    expect(JSON.parse(auditJsonLine(forged))).toEqual(forged);
  });
});

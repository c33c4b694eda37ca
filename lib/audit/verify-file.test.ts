import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '@/lib/audit/ledger';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { scratchDatabase } from '@/lib/db/scratch-database';

const clock = { now: () => Date.parse('2026-03-01T03:00:00Z'), sleep: async () => undefined };
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let head: { seq: number; hash: string };

beforeEach(async () => {
  scratch = await scratchDatabase();
  const ledger = await openLedger({ url: scratch.url, clock });
  for (const n of [1, 2, 3]) await ledger.append({ event: 'run-step', actor: { name: 'mia' }, detail: { n } });
  head = ledger.head();
  ledger.close();
});
afterEach(() => scratch.remove());

async function behindItsBack(sql: string) {
  const db = createClient({ url: scratch.url });
  await db.execute('DROP TRIGGER "AuditEntry_never_deleted"');
  await db.execute('DROP TRIGGER "AuditEntry_never_updated"');
  await db.execute(sql);
  db.close();
}

describe('verifyLedgerFile', () => {
  it('holds, and against a noted head too', async () => {
    expect(await verifyLedgerFile(scratch.url)).toMatchObject({ ok: true, count: 4, head: head.hash });
    expect(await verifyLedgerFile(scratch.url, head)).toMatchObject({ ok: true });
  });

  it('names the first changed row', async () => {
    await behindItsBack(`UPDATE "AuditEntry" SET "actorName" = 'x' WHERE "seq" = 3`);
    expect(await verifyLedgerFile(scratch.url)).toEqual({ ok: false, firstBadSeq: 3, reason: 'changed' });
  });

  it('finds a cut-off end only against a noted head', async () => {
    await behindItsBack(`DELETE FROM "AuditEntry" WHERE "seq" > 2`);
    expect(await verifyLedgerFile(scratch.url)).toMatchObject({ ok: true, count: 2 });
    expect(await verifyLedgerFile(scratch.url, head)).toEqual({ ok: false, firstBadSeq: 3, reason: 'cut-short' });
  });

  it('finds a ledger that was made anew', async () => {
    expect(await verifyLedgerFile(scratch.url, { ...head, hash: 'another' })).toEqual({ ok: false, firstBadSeq: 4, reason: 'changed' });
  });
});

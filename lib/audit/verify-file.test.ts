import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { openLedger } from '@/lib/audit/ledger';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { migrate } from '@/lib/db/migrate';
import { systemClock } from '@/lib/domain/clock';

it('names the first changed row of a file whose triggers somebody took away', async () => {
  const url = `file:${path.join(mkdtempSync(path.join(tmpdir(), 'ledger-')), 'loupe.db')}`;
  await migrate(url, path.join(process.cwd(), 'prisma/migrations'));
  const ledger = await openLedger({ url, clock: systemClock });
  for (const name of ['ada', 'bob', 'eve']) await ledger.append({ event: 'sign-in', actor: { name } });
  const head = ledger.head();
  ledger.close();
  expect(await verifyLedgerFile(url)).toEqual({ ok: true, count: 4, head: head.hash });

  const db = createClient({ url });
  await db.execute('DROP TRIGGER "AuditEntry_never_updated"');
  await db.execute(`UPDATE "AuditEntry" SET "actorName" = 'mallory' WHERE "seq" = 3`);
  db.close();
  expect(await verifyLedgerFile(url)).toEqual({ ok: false, firstBadSeq: 3, reason: 'changed' });
});

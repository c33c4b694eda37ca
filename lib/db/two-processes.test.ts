import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PatientLibSql } from './patient-client';
import { scratchDatabase } from './scratch-database';
import { writeTogether } from './testing/write-together';

const EACH = 60;
const program = path.join(import.meta.dirname, 'testing/write-rows.ts');
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;

beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.remove());

async function ask(sql: string) {
  const db = createClient({ url: scratch.url, timeout: 0 });
  try {
    return (await db.execute(sql)).rows;
  } finally {
    db.close();
  }
}

describe('a database that two processes write', () => {
  it('takes every write of both and loses none', async () => {
    expect(await writeTogether(program, scratch.url, ['web', 'actor'], EACH)).toEqual([0, 0]);
    expect(await ask(`SELECT count(*) AS n FROM "Setting" WHERE key <> 'sum'`)).toEqual([{ n: 2 * EACH }]);
    expect(await ask(`SELECT value FROM "Setting" WHERE key = 'sum'`)).toEqual([{ value: 2 * EACH }]);
  }, 120_000);

  it('commits what had to wait for a lock, and gives the lock back', async () => {
    const db = new PatientLibSql({ url: scratch.url }).createClient({ url: scratch.url, timeout: 0 });
    const insert = (key: string) => db.execute(`INSERT INTO "Setting" VALUES ('${key}', '1', 0)`);
    await insert('first');
    const other = createClient({ url: scratch.url });
    const held = await other.transaction('write');
    const waiting = insert('second');
    await held.commit();
    await waiting;
    await insert('third');
    expect(await ask('SELECT count(*) AS n FROM "Setting"')).toEqual([{ n: 3 }]);
    await ask(`INSERT INTO "Setting" VALUES ('elsewhere', '1', 0)`);
    other.close();
    db.close();
  });
});

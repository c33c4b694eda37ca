import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PatientLibSql } from './patient-client';
import { scratchDatabase } from './scratch-database';

const EACH = 60;
const program = path.join(import.meta.dirname, 'testing/write-rows.ts');
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
const children: ChildProcess[] = [];

beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  scratch.remove();
});

function writer(name: string): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', program, scratch.url, name, String(EACH)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

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
    const both = [writer('web'), writer('actor')];
    await Promise.all(both.map((child) => once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data')));
    const ends = both.map((child) => once(child, 'exit').then(([code]) => code as number | null));
    for (const child of both) child.stdin?.write('begin\n');
    expect(await Promise.all(ends)).toEqual([0, 0]);
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

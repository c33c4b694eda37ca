import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MigrationRefused, migrate } from './migrate';

const files = path.join(import.meta.dirname, '../../prisma/migrations');
const migrationNames = readdirSync(files)
  .filter((name) => /^\d{14}_/.test(name))
  .sort();
let folder: string;
let url: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-migrate-'));
  url = `file:${path.join(folder, 'data/loupe.db')}`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ask(sql: string) {
  const db = createClient({ url });
  try {
    return (await db.execute(sql)).rows;
  } finally {
    db.close();
  }
}

describe('migrate', () => {
  it('creates the folder and the schema, and does nothing the second time', async () => {
    expect(await migrate(url, files)).toEqual(migrationNames);
    expect(await migrate(url, files)).toEqual([]);
    expect(await ask('SELECT count(*) AS n FROM "AuditEntry"')).toEqual([{ n: 0 }]);
    expect(await ask('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it('brings a database of every earlier version up to this one and keeps what is in it', async () => {
    const own = path.join(folder, 'migrations');
    const [first = '', ...later] = migrationNames;
    cpSync(path.join(files, first), path.join(own, first), { recursive: true });
    await migrate(url, own);
    await ask(`INSERT INTO "User" (id, name, email, updatedAt) VALUES ('u1', 'eva', 'eva@localhost.invalid', 1)`);
    await ask(`INSERT INTO "AuditEntry" (seq, at, event, actorName, detail, prevHash, hash) VALUES (1, 1, 'ledger-opened', 'system', '{}', '0', '1')`);
    expect(await migrate(url, files)).toEqual(later);
    expect(await ask('SELECT id, name FROM "User"')).toEqual([{ id: 'u1', name: 'eva' }]);
    expect(await ask('SELECT count(*) AS n FROM "ApiToken"')).toEqual([{ n: 0 }]);
    await expect(ask('DELETE FROM "AuditEntry"')).rejects.toThrow(/append-only/);
  });

  it('is done once where several begin at the same moment', async () => {
    const answers = await Promise.all([migrate(url, files), migrate(url, files), migrate(url, files)]);
    expect(answers.flat().sort()).toEqual(migrationNames);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const own = path.join(folder, 'migrations');
    cpSync(files, own, { recursive: true });
    await migrate(url, own);
    appendFileSync(path.join(own, '20261122080000_init/migration.sql'), '\n-- later thought');
    await expect(migrate(url, own)).rejects.toThrow(new MigrationRefused('20261122080000_init', 'edited'));
  });

  it('refuses a migration that was begun and did not finish', async () => {
    await migrate(url, files);
    await ask('UPDATE "_prisma_migrations" SET finished_at = NULL');
    await expect(migrate(url, files)).rejects.toThrow(MigrationRefused);
  });

  it('leaves nothing behind of a migration that fails midway', async () => {
    const own = path.join(folder, 'migrations');
    cpSync(files, own, { recursive: true });
    mkdirSync(path.join(own, '20270101000000_bad'));
    writeFileSync(path.join(own, '20270101000000_bad/migration.sql'), 'CREATE TABLE "Half" (id INTEGER);\nCREATE TABLE "Half" (id INTEGER);');
    await expect(migrate(url, own)).rejects.toThrow(/already exists/);
    expect(await ask(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'Half'`)).toEqual([{ n: 0 }]);
    expect(await migrate(url, files)).toEqual([]);
  });

  it('refuses a database of a newer version', async () => {
    await migrate(url, files);
    await ask(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at) VALUES ('x', 'y', '20991231000000_future', 1, 1)`);
    await expect(migrate(url, files)).rejects.toThrow(/newer version/);
  });
});

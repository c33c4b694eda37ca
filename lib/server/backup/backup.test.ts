import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '@/lib/audit/ledger';
import { databaseUrl } from '@/lib/db/client';
import { holdInstance } from '@/lib/db/instance-lock';
import { migrate } from '@/lib/db/migrate';
import { scratchDatabase } from '@/lib/db/scratch-database';
import { makeBackup } from './make-backup';
import { restoreBackup } from './restore-backup';

const migrationsDir = path.join(import.meta.dirname, '../../../prisma/migrations');
const START = Date.parse('2026-03-01T03:00:00Z');
let now = START;
const clock = { now: () => now, sleep: async () => undefined };
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let place: string;

beforeEach(async () => {
  now = START;
  scratch = await scratchDatabase();
  place = mkdtempSync(path.join(tmpdir(), 'loupe-backup-'));
  await append(scratch.url, 3);
});
afterEach(() => {
  scratch.remove();
  rmSync(place, { recursive: true, force: true });
});

async function append(url: string, count: number): Promise<void> {
  const ledger = await openLedger({ url, clock });
  for (let n = 0; n < count; n++) await ledger.append({ event: 'run-step', actor: { name: 'mia' }, detail: { n } });
  ledger.close();
}

async function ask(url: string, sql: string) {
  const db = createClient({ url });
  try {
    return (await db.execute(sql)).rows;
  } finally {
    db.close();
  }
}

const backup = (to = path.join(place, 'b.db'), keep?: number) =>
  makeBackup({ dataDir: scratch.folder, to, version: '0.1.0', clock, ...(keep === undefined ? {} : { keep }) });
const restore = async (from = path.join(place, 'b.db'), dataDir = scratch.folder) => {
  await lettingGo();
  return restoreBackup({ dataDir, from, migrationsDir, clock });
};
const events = async (url = scratch.url) => (await ask(url, 'SELECT "event" FROM "AuditEntry" ORDER BY "seq"')).map((row) => row.event);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** A closed connection keeps the file open until its statements are collected. A restore of its own process has had none before. */
async function lettingGo(): Promise<void> {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
}

/** As it is after a copy was damaged and its manifest made to fit: only what is inside can tell. */
async function forge(file: string, change: () => unknown): Promise<void> {
  await change();
  const { createHash } = await import('node:crypto');
  const content = readFileSync(file);
  const manifest = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
  writeFileSync(`${file}.json`, JSON.stringify({ ...manifest, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }));
}

describe('a backup', () => {
  it('is the whole database, its owner’s alone, with a manifest that says what it is, and on record', async () => {
    const { file, manifest } = await backup();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}.json`).mode & 0o777).toBe(0o600);
    expect(manifest).toMatchObject({
      bytes: statSync(file).size,
      migrations: readdirSync(migrationsDir).filter((name) => /^\d/.test(name)),
      ledger: { entries: 4 },
    });
    expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toEqual(manifest);
    expect(await events(`file:${file}`)).toEqual(['ledger-opened', 'run-step', 'run-step', 'run-step']);
    expect((await events()).at(-1)).toBe('backup-made');
    expect(readdirSync(place).sort()).toEqual(['b.db', 'b.db.json']);
  });

  it('is one moment, while another process writes', async () => {
    const program = path.join(import.meta.dirname, '../../audit/testing/append-entries.ts');
    const writer = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', program, scratch.url, 'web', '300'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      await once(writer.stdout, 'data');
      const end = once(writer, 'exit');
      writer.stdin.write('begin\n');
      const copies = [];
      for (let n = 0; writer.exitCode === null && n < 5; n++) copies.push(await backup(path.join(place, `${n}.db`)));
      expect((await end)[0]).toBe(0);
      for (const { manifest } of copies) expect(manifest.ledger?.entries).toBeGreaterThanOrEqual(4);
      expect(copies.length).toBeGreaterThan(0);
    } finally {
      writer.kill('SIGKILL');
    }
  }, 60_000);

  it('replaces nothing', async () => {
    await backup();
    await expect(backup()).rejects.toMatchObject({ reason: 'exists' });
  });

  it('is called by the moment in a folder, where the newest stay and nothing else is touched', async () => {
    mkdirSync(path.join(place, 'all'));
    writeFileSync(path.join(place, 'all/loupe-20200101T000000Z.db'), 'somebody else’s');
    for (let n = 0; n < 3; n++, now += 60_000) await backup(path.join(place, 'all'), 2);
    expect(readdirSync(path.join(place, 'all')).sort()).toEqual([
      'loupe-20200101T000000Z.db',
      'loupe-20260301T030100Z.db',
      'loupe-20260301T030100Z.db.json',
      'loupe-20260301T030200Z.db',
      'loupe-20260301T030200Z.db.json',
    ]);
  });

  it('says when there is nothing to copy', async () => {
    await expect(makeBackup({ dataDir: place, to: path.join(place, 'x.db'), version: '0', clock })).rejects.toMatchObject({ reason: 'no-database' });
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('a restore', () => {
  it('brings back what was, keeps what it replaced, ends sessions and says in the ledger what is missing', async () => {
    await ask(scratch.url, `INSERT INTO "User" (id, name, email, updatedAt) VALUES ('u1', 'eva', 'eva@localhost.invalid', 1)`);
    await ask(scratch.url, `INSERT INTO "Session" (id, token, expiresAt, updatedAt, userId) VALUES ('s1', 't', 1, 1, 'u1')`);
    await backup();
    await append(scratch.url, 5);
    const { keptIn } = await restore();
    expect(await events()).toEqual(['ledger-opened', 'run-step', 'run-step', 'run-step', 'backup-restored']);
    expect(await ask(scratch.url, 'SELECT count(*) AS n FROM "Session"')).toEqual([{ n: 0 }]);
    expect(await ask(scratch.url, 'SELECT name FROM "User"')).toEqual([{ name: 'eva' }]);
    const [entry] = await ask(scratch.url, `SELECT "detail" FROM "AuditEntry" WHERE "event" = 'backup-restored'`);
    expect(JSON.parse(String(entry?.detail))).toMatchObject({ replaced: { seq: 10 }, keptIn: path.basename(keptIn ?? '') });
    await lettingGo();
    expect(await events(databaseUrl(keptIn ?? ''))).toHaveLength(10);
    expect(readdirSync(scratch.folder).filter((name) => name.endsWith('.restoring'))).toEqual([]);
  });

  it('works on an empty folder', async () => {
    await backup();
    const dataDir = path.join(place, 'new');
    mkdirSync(dataDir);
    expect(await restore(undefined, dataDir)).toMatchObject({ keptIn: undefined, upgrades: [] });
    expect((await events(databaseUrl(dataDir))).at(-1)).toBe('backup-restored');
  });

  it('replaces a damaged database too, with its log kept beside it', async () => {
    await backup();
    writeFileSync(databaseUrl(scratch.folder).slice('file:'.length), 'no database at all');
    const { keptIn } = await restore();
    expect(readFileSync(path.join(keptIn ?? '', 'loupe.db'), 'utf8')).toBe('no database at all');
    expect((await events()).at(-1)).toBe('backup-restored');
  });

  it('takes a backup of the first version, which the next start brings up to date with everything in it', async () => {
    const first = path.join(place, 'first');
    const old = path.join(place, 'migrations');
    cpSync(path.join(migrationsDir, '20261122080000_init'), path.join(old, '20261122080000_init'), { recursive: true });
    await migrate(databaseUrl(first), old);
    await append(databaseUrl(first), 2);
    await makeBackup({ dataDir: first, to: path.join(place, 'old.db'), version: '0.0.1', clock });
    const { upgrades } = await restore(path.join(place, 'old.db'));
    expect(upgrades.length).toBeGreaterThan(0);
    expect(await migrate(scratch.url, migrationsDir)).toEqual(upgrades);
    await append(scratch.url, 1);
    const ledger = await openLedger({ url: scratch.url, clock });
    expect(await ledger.verify()).toEqual({ ok: true, count: 5 });
    ledger.close();
  });
});

describe('a restore refuses, and changes nothing', () => {
  const file = () => path.join(place, 'b.db');
  const present = async () => ({ events: await events(), files: readdirSync(scratch.folder).filter((name) => !/-(wal|shm)$|\.lock$/.test(name)) });

  it.each([
    ['a file that is not there', 'no-file', () => rmSync(file())],
    ['one without its manifest', 'no-manifest', () => rmSync(`${file()}.json`)],
    ['a manifest that is none', 'no-manifest', () => writeFileSync(`${file()}.json`, '{}')],
    ['a torn file', 'torn', () => truncateSync(file(), statSync(file()).size - 4096)],
    ['a file that was added to', 'torn', () => appendFileSync(file(), 'x')],
    [
      'a changed byte',
      'torn',
      () => {
        const content = readFileSync(file());
        content[content.length - 10] = (content[content.length - 10] ?? 0) ^ 1;
        writeFileSync(file(), content);
      },
    ],
    ['no database', 'not-a-backup', () => forge(file(), () => writeFileSync(file(), 'hello'))],
    [
      'somebody else’s database',
      'not-a-backup',
      () =>
        forge(file(), async () => {
          rmSync(file());
          await ask(`file:${file()}`, 'CREATE TABLE t (n)');
        }),
    ],
    [
      'a newer schema',
      'newer-schema',
      () =>
        forge(file(), () =>
          ask(
            `file:${file()}`,
            `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at) VALUES ('x', 'y', '20991231000000_future', 1, 1)`,
          ),
        ),
    ],
    ['a schema that was edited', 'other-schema', () => forge(file(), () => ask(`file:${file()}`, `UPDATE "_prisma_migrations" SET checksum = 'z'`))],
    [
      'a broken ledger',
      'broken-ledger',
      () =>
        forge(file(), async () => {
          await ask(`file:${file()}`, 'DROP TRIGGER "AuditEntry_never_updated"');
          await ask(`file:${file()}`, `UPDATE "AuditEntry" SET "actorName" = 'x' WHERE "seq" = 3`);
        }),
    ],
  ])('%s', async (_, reason, spoil) => {
    await backup();
    const was = await present();
    await spoil();
    await expect(restore()).rejects.toMatchObject({ reason });
    expect(await present()).toEqual(was);
  });

  it('while a Loupe runs', async () => {
    await backup();
    const was = await present();
    for (const role of ['web', 'actor'] as const) {
      const running = await holdInstance(scratch.folder, role, 0);
      await expect(restore()).rejects.toMatchObject({ reason: 'running' });
      running.release();
    }
    // One of before there were locks, or anything else that has it open.
    const db = createClient({ url: scratch.url });
    await db.execute('SELECT count(*) FROM "AuditEntry"');
    await expect(restore()).rejects.toMatchObject({ reason: 'running' });
    db.close();
    expect(await present()).toEqual(was);
    expect(existsSync(path.join(scratch.folder, 'loupe.db.restoring'))).toBe(false);
    await restore();
  });
});

import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { whenFree } from '@/lib/db/when-free';

/** Prisma Migrate's own table, so that its CLI and this file can serve the same database. */
const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT,
  "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** A migration that was begun and never finished, or edited after it was applied. Somebody has to look: going on would lose data. */
export class MigrationRefused extends Error {
  constructor(
    name: string,
    readonly why: 'half-applied' | 'edited' | 'missing',
  ) {
    const sentence = {
      'half-applied': 'was begun and did not finish. Restore the last copy of the data directory.',
      edited: 'was changed after it had been applied here.',
      missing: 'was applied here, but this version of Loupe does not know it. The data directory belongs to a newer version.',
    }[why];
    super(`Migration ${name} ${sentence}`);
    this.name = 'MigrationRefused';
  }
}

/**
 * Brings the database to the schema of this version, without Prisma's CLI: applies what is missing in `migrationsDir`, in order, each in one
 * transaction with its line of history. Turns on write-ahead logging, a property of the file. Returns the names it applied; throws
 * MigrationRefused and changes nothing when the history does not match the files. Several processes may do this at the same moment.
 */
export async function migrate(url: string, migrationsDir: string): Promise<string[]> {
  if (url.startsWith('file:')) mkdirSync(path.dirname(url.slice('file:'.length)), { recursive: true });
  const db = createClient({ url, timeout: 10_000 });
  try {
    await whenFree(() => db.executeMultiple(`PRAGMA journal_mode = WAL; ${HISTORY};`));
    const known = readMigrations(migrationsDir);
    const applied: string[] = [];
    for (;;) {
      const [next] = await pendingMigrations(db, known);
      if (!next) return applied;
      try {
        await apply(db, next);
        applied.push(next.name);
      } catch (cause) {
        // Another process that started at the same moment may have been first; then its line stands in the history.
        if ((await pendingMigrations(db, known))[0]?.name === next.name) throw cause;
      }
    }
  } finally {
    db.close();
  }
}

/** Which migrations this version would apply to that database. Only reads; throws as `migrate` does. */
export async function missingMigrations(url: string, migrationsDir: string): Promise<string[]> {
  const db = createClient({ url });
  try {
    return (await pendingMigrations(db, readMigrations(migrationsDir))).map((migration) => migration.name);
  } finally {
    db.close();
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => /^\w+$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function pendingMigrations(db: Client, known: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await db.execute('SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL');
  const byName = new Map(known.map((m) => [m.name, m]));
  for (const row of rows) {
    const name = String(row.migration_name);
    if (!row.finished_at) throw new MigrationRefused(name, 'half-applied');
    const migration = byName.get(name);
    if (!migration) throw new MigrationRefused(name, 'missing');
    if (migration.checksum !== row.checksum) throw new MigrationRefused(name, 'edited');
    byName.delete(name);
  }
  return [...byName.values()];
}

/** The migration and its line of history commit together. Foreign keys are off meanwhile: dropping a redefined table would cascade. */
async function apply(db: Client, { name, sql, checksum }: Migration): Promise<void> {
  const now = Date.now();
  const line = `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ('${randomUUID()}', '${checksum}', '${name}', ${now}, ${now}, 1);`;
  await db.executeMultiple(`PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n${sql}\n${line}\nCOMMIT;\nPRAGMA foreign_keys = ON;`);
}

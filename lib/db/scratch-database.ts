import 'server-only';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { databaseUrl } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';

let migrated: Promise<Buffer> | undefined;

/** The bytes of a migrated, empty database; migrated once in a process and copied from then on. */
async function migratedFile(): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-db-'));
  try {
    await migrate(databaseUrl(folder), path.join(import.meta.dirname, '../../prisma/migrations'));
    const db = createClient({ url: databaseUrl(folder) });
    await db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    return readFileSync(path.join(folder, 'loupe.db'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A migrated database in a folder of its own, for tests and one-off scripts. `remove` deletes the folder. */
export async function scratchDatabase(): Promise<{ readonly url: string; readonly folder: string; remove(): void }> {
  migrated ??= migratedFile();
  const file = await migrated;
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-db-'));
  const url = databaseUrl(folder);
  writeFileSync(path.join(folder, 'loupe.db'), file);
  return { url, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

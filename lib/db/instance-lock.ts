import 'server-only';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { isSqliteCode, whenFree } from '@/lib/db/when-free';

/** The processes of which a data folder has one each: the one that serves pages and keeps findings, and the one that carries out runs. */
export type InstanceRole = 'web' | 'actor';

/** Kept here, or collecting the connection would give the lock up. */
const held = new Set<Database.Database>();

/** Another process works with this data folder in that role. */
export class InstanceRunning extends Error {
  constructor(
    readonly dataDir: string,
    readonly role: InstanceRole,
  ) {
    super(`${dataDir}: another Loupe (${role}) works with this data folder. It has to end first.`);
    this.name = 'InstanceRunning';
  }
}

/**
 * Takes the role on this data folder until `release` or the end of the process, however that ends: the lock is the operating system's, on a file
 * beside the database. Waits up to `waitSeconds` for one that is about to end. Throws InstanceRunning.
 */
export async function holdInstance(dataDir: string, role: InstanceRole, waitSeconds: number): Promise<{ release(): void }> {
  mkdirSync(dataDir, { recursive: true });
  const db = new Database(path.join(dataDir, `${role}.lock`), { timeout: 0 });
  try {
    await whenFree(() => db.exec('BEGIN EXCLUSIVE'), waitSeconds);
    held.add(db);
    return {
      release: () => {
        held.delete(db);
        db.close();
      },
    };
  } catch (cause) {
    db.close();
    throw isSqliteCode(cause, 'SQLITE_BUSY') ? new InstanceRunning(dataDir, role) : cause;
  }
}

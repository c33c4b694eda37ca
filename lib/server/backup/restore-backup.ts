import 'server-only';
import { constants, existsSync, mkdirSync } from 'node:fs';
import { copyFile, link, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'libsql';
import { openLedger } from '@/lib/audit/ledger';
import { databaseUrl } from '@/lib/db/client';
import { holdInstance, InstanceRunning } from '@/lib/db/instance-lock';
import { isSqliteCode } from '@/lib/db/when-free';
import { type Clock, toIso } from '@/lib/domain/clock';
import { checkBackup } from '@/lib/server/backup/check-backup';
import { type Manifest, syncFile, syncFolder } from '@/lib/server/backup/manifest';
import { BackupRefused } from '@/lib/server/backup/refused';

export interface RestoreInput {
  readonly dataDir: string;
  readonly from: string;
  readonly migrationsDir: string;
  readonly clock: Clock;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where the database that was there lies now; undefined where there was none. */
  readonly keptIn: string | undefined;
  /** Migrations that the next start applies. */
  readonly upgrades: readonly string[];
}

/**
 * Puts a backup in the place of the database and keeps that one aside. Everything is checked before anything is touched; the name changes hands in
 * one step. The restored ledger says where it was taken from and which entries it does not have; every session is over. Throws BackupRefused.
 */
export async function restoreBackup({ dataDir, from, migrationsDir, clock }: RestoreInput): Promise<Restored> {
  const { manifest, upgrades } = await checkBackup(from, migrationsDir);
  const locks: { release(): void }[] = [];
  try {
    for (const role of ['web', 'actor'] as const) locks.push(await holdInstance(dataDir, role, 0));
    const file = databaseUrl(dataDir).slice('file:'.length);
    const left = existsSync(file) ? settle(file) : undefined;
    const fresh = `${file}.restoring`;
    await rm(fresh, { force: true });
    await copyFile(from, fresh, constants.COPYFILE_EXCL);
    await syncFile(fresh);
    const keptIn = left && (await setAside(file, path.join(dataDir, `replaced-${toIso(clock.now()).replaceAll(':', '')}`)));
    await rename(fresh, file);
    await syncFolder(dataDir);
    await beginAnew(dataDir, clock, { manifest, left, keptIn });
    return { manifest, keptIn, upgrades };
  } catch (cause) {
    throw cause instanceof InstanceRunning ? new BackupRefused('running', cause.message) : cause;
  } finally {
    for (const lock of locks) lock.release();
  }
}

/** What is replaced, by its last entry; 'unreadable' where that cannot be told, for instance because it is damaged. */
type Left = { readonly seq: number; readonly hash: string } | 'unreadable';

/** Takes everything of the write-ahead log into the file itself. Throws BackupRefused while anybody else has it open. */
function settle(file: string): Left {
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);');
    const [last] = db.prepare('SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1').all() as { seq: number; hash: string }[];
    return last ? { seq: Number(last.seq), hash: last.hash } : 'unreadable';
  } catch (cause) {
    if (isSqliteCode(cause, 'SQLITE_BUSY')) throw new BackupRefused('running', `${file}: is open in another process. It has to end first.`);
    return 'unreadable';
  } finally {
    db.close();
  }
}

/** A second name for the old database, so that it is never without one; a log that could not be taken in moves with it. */
async function setAside(file: string, folder: string): Promise<string> {
  mkdirSync(folder, { mode: 0o700 });
  await link(file, path.join(folder, path.basename(file)));
  for (const end of ['-wal', '-shm']) {
    if (existsSync(file + end)) await rename(file + end, path.join(folder, path.basename(file) + end));
  }
  await syncFolder(folder);
  return folder;
}

async function beginAnew(
  dataDir: string,
  clock: Clock,
  { manifest, left, keptIn }: { manifest: Manifest; left: Left | undefined; keptIn: string | undefined },
): Promise<void> {
  const db = new Database(databaseUrl(dataDir).slice('file:'.length));
  try {
    // Sessions that were ended after the copy was made would be open again.
    db.exec('PRAGMA journal_mode = WAL; DELETE FROM "Session";');
  } finally {
    db.close();
  }
  const ledger = await openLedger({ url: databaseUrl(dataDir), clock });
  try {
    await ledger.append({
      event: 'backup-restored',
      actor: { name: 'loupe', role: 'system' },
      detail: { madeAt: manifest.madeAt, sha256: manifest.sha256, ...(left ? { replaced: left, keptIn: path.basename(keptIn ?? '') } : {}) },
    });
  } finally {
    ledger.close();
  }
}

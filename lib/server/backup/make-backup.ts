import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'libsql';
import { openLedger } from '@/lib/audit/ledger';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { databaseUrl } from '@/lib/db/client';
import { whenFree } from '@/lib/db/when-free';
import { type Clock, toIso } from '@/lib/domain/clock';
import { fingerprintOf, type Manifest, manifestOf, readManifest, syncFile, syncFolder, writeManifest } from '@/lib/server/backup/manifest';
import { BackupRefused } from '@/lib/server/backup/refused';

export interface BackupInput {
  readonly dataDir: string;
  /** The file to make, or a folder: then the file is called by the moment. */
  readonly to: string;
  /** In a folder: how many backups stay, the newest first. */
  readonly keep?: number;
  readonly version: string;
  readonly clock: Clock;
}

export interface Backup {
  readonly file: string;
  readonly manifest: Manifest;
  /** Older ones that were removed. */
  readonly removed: readonly string[];
}

const NAME = /^loupe-\d{8}T\d{6}Z\.db$/;

/**
 * Copies the database as it is at one moment, while Loupe's processes go on writing it. The copy is checked, readable by its owner only, durable
 * when it has its name, and complete when its manifest lies beside it. The ledger says that it was made. Throws BackupRefused, and what the disk throws.
 */
export async function makeBackup({ dataDir, to, keep, version, clock }: BackupInput): Promise<Backup> {
  const source = databaseUrl(dataDir).slice('file:'.length);
  if (!existsSync(source)) throw new BackupRefused('no-database', `${source}: there is no database. Name the data folder with --data.`);
  const isFolder = to.endsWith('/') || (existsSync(to) && statSync(to).isDirectory());
  const file = path.resolve(isFolder ? path.join(to, nameAt(clock.now())) : to);
  if (existsSync(file)) throw new BackupRefused('exists', `${file}: is there already. A backup replaces nothing.`);
  mkdirSync(path.dirname(file), { recursive: true });
  const part = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}.part`);
  try {
    const migrations = await copyInto(source, part);
    const chain = await verifyLedgerFile(`file:${part}`);
    await syncFile(part);
    const manifest: Manifest = {
      ...{ format: 'loupe-backup/1', ...(await fingerprintOf(part)), madeAt: toIso(clock.now()), version, migrations },
      ...(chain.ok ? { ledger: { entries: chain.count, head: chain.head } } : {}),
    };
    await rename(part, file);
    await syncFolder(path.dirname(file));
    await writeManifest(file, manifest);
    await record(dataDir, clock, file, manifest);
    return { file, manifest, removed: isFolder && keep !== undefined ? await removeOlder(path.dirname(file), keep) : [] };
  } finally {
    await rm(part, { force: true });
  }
}

/** One moment of the database, whole: a reader's transaction, which holds no writer up. Answers the names of its migrations. */
async function copyInto(source: string, part: string): Promise<string[]> {
  const before = process.umask(0o077);
  const db = new Database(source, { timeout: 10_000, fileMustExist: true });
  try {
    await whenFree(() => db.prepare('VACUUM INTO ?').run(part));
  } finally {
    db.close();
    process.umask(before);
  }
  const copy = new Database(part, { readonly: true });
  try {
    const [check] = copy.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    if (check?.integrity_check !== 'ok') throw new BackupRefused('damaged', `${source}: the database is damaged: ${check?.integrity_check ?? 'no answer'}`);
    const rows = copy.prepare('SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL ORDER BY migration_name').all();
    return (rows as { migration_name: string }[]).map((row) => row.migration_name);
  } finally {
    copy.close();
  }
}

async function record(dataDir: string, clock: Clock, file: string, { sha256, bytes, ledger }: Manifest): Promise<void> {
  const open = await openLedger({ url: databaseUrl(dataDir), clock });
  try {
    const detail = { file: path.basename(file), bytes, sha256, entries: ledger?.entries ?? 'chain broken' };
    await open.append({ event: 'backup-made', actor: { name: 'loupe', role: 'system' }, detail });
  } finally {
    open.close();
  }
}

/** Only what this program made by itself is removed: a name of its form with a manifest. */
async function removeOlder(folder: string, keep: number): Promise<string[]> {
  const names = (await readdir(folder))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
  const removed: string[] = [];
  for (const name of names.slice(Math.max(keep, 1))) {
    const file = path.join(folder, name);
    if (!(await readManifest(file))) continue;
    await rm(manifestOf(file));
    await rm(file);
    removed.push(file);
  }
  return removed;
}

function nameAt(ms: number): string {
  return `loupe-${toIso(ms).replace(/[-:]/g, '').slice(0, 15)}Z.db`;
}

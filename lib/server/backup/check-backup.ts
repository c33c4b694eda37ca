import 'server-only';
import { existsSync } from 'node:fs';
import Database from 'libsql';
import { chainFaults } from '@/lib/audit/chain-faults';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { MigrationRefused, missingMigrations } from '@/lib/db/migrate';
import { fingerprintOf, type Manifest, manifestOf, readManifest } from '@/lib/server/backup/manifest';
import { BackupRefused } from '@/lib/server/backup/refused';

/**
 * Holds a file against its manifest, this version's schema and its own ledger. Changes nothing. Throws BackupRefused with the first thing that is
 * wrong; answers the manifest and the migrations that the next start will apply.
 */
export async function checkBackup(file: string, migrationsDir: string): Promise<{ manifest: Manifest; upgrades: readonly string[] }> {
  if (!existsSync(file)) throw new BackupRefused('no-file', `${file}: there is no such file.`);
  const manifest = await readManifest(file);
  if (!manifest) {
    throw new BackupRefused('no-manifest', `${manifestOf(file)}: no manifest. The backup was not finished, was copied without it, or is none of Loupe's.`);
  }
  const { bytes, sha256 } = await fingerprintOf(file);
  if (bytes !== manifest.bytes) throw new BackupRefused('torn', `${file}: has ${bytes} bytes of ${manifest.bytes}. It is torn.`);
  if (sha256 !== manifest.sha256) throw new BackupRefused('torn', `${file}: differs from its checksum. It was changed or damaged after it was made.`);
  assertSound(file);
  const upgrades = await assertKnownSchema(file, migrationsDir);
  const chain = await verifyLedgerFile(`file:${file}`);
  if (!chain.ok) {
    throw new BackupRefused('broken-ledger', `${file}: its ledger is broken at entry ${chain.firstBadSeq}, which ${chainFaults[chain.reason]}.`);
  }
  return { manifest, upgrades };
}

function assertSound(file: string): void {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as { name: string }[];
    const names = new Set(tables.map((table) => table.name));
    if (!names.has('AuditEntry') || !names.has('_prisma_migrations')) throw new BackupRefused('not-a-backup', `${file}: is a database, but none of Loupe's.`);
    const [check] = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    if (check?.integrity_check !== 'ok') throw new BackupRefused('damaged', `${file}: the database in it is damaged: ${check?.integrity_check ?? 'no answer'}`);
  } catch (cause) {
    if (cause instanceof BackupRefused) throw cause;
    throw new BackupRefused('not-a-backup', `${file}: is no database.`);
  } finally {
    db.close();
  }
}

async function assertKnownSchema(file: string, migrationsDir: string): Promise<readonly string[]> {
  try {
    return await missingMigrations(`file:${file}`, migrationsDir);
  } catch (cause) {
    if (!(cause instanceof MigrationRefused)) throw cause;
    throw new BackupRefused(cause.why === 'missing' ? 'newer-schema' : 'other-schema', `${file}: ${cause.message}`);
  }
}

/**
 * `npm run backup -- --to FILE|FOLDER [--keep N] [--data DIR]`, `node backup.mjs` in the image: copies the database while Loupe runs. In a folder
 * the file is called by the moment, and with --keep only the newest N stay. Beside it lies FILE.json: size, checksum, schema and the ledger's
 * head; keep both. Exit 0 = made, 1 = made of a database whose ledger is broken, 2 = refused, 4 = could not be read or written.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@/lib/domain/clock';
import { makeBackup } from '@/lib/server/backup/make-backup';
import { BackupRefused } from '@/lib/server/backup/refused';
import { VERSION } from '@/lib/server/version';

const { values } = parseArgs({ options: { to: { type: 'string' }, data: { type: 'string' }, keep: { type: 'string' } } });
const dataDir = path.resolve(values.data ?? process.env.LOUPE_DATA_DIR ?? './data/loupe');
const keep = values.keep === undefined ? undefined : Number(values.keep);

if (values.to === undefined || (keep !== undefined && !(Number.isInteger(keep) && keep > 0))) {
  console.error('Say where to: backup --to FILE, or --to FOLDER [--keep N] with N from 1. The data folder is LOUPE_DATA_DIR or --data DIR.');
  process.exit(2);
}
try {
  const { file, manifest, removed } = await makeBackup({
    dataDir,
    to: values.to,
    version: VERSION,
    clock: systemClock,
    ...(keep === undefined ? {} : { keep }),
  });
  console.log(`${file}: ${manifest.bytes} bytes, SHA-256 ${manifest.sha256}`);
  if (removed.length > 0) console.log(`Removed: ${removed.map((each) => path.basename(each)).join(', ')}`);
  if (manifest.ledger) console.log(`Ledger: ${manifest.ledger.entries} entries, the chain holds. Head ${manifest.ledger.entries}:${manifest.ledger.head}`);
  else {
    console.error('The ledger of this database is broken; the copy is as broken and cannot be restored. npm run audit:verify names the row.');
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof BackupRefused ? 2 : 4;
}

/**
 * `npm run restore -- --from FILE [--data DIR]`, `node restore.mjs` in the image: puts a backup in the place of the database, with Loupe ended. The
 * replaced one is kept in the data folder. Exit 0 = restored, 2 = refused with the reason and nothing changed, 4 = could not be read or written.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@/lib/domain/clock';
import { BackupRefused } from '@/lib/server/backup/refused';
import { restoreBackup } from '@/lib/server/backup/restore-backup';

const { values } = parseArgs({ options: { from: { type: 'string' }, data: { type: 'string' } } });
const dataDir = path.resolve(values.data ?? process.env.LOUPE_DATA_DIR ?? './data/loupe');

if (values.from === undefined) {
  console.error('Say which: restore --from FILE. The data folder is LOUPE_DATA_DIR or --data DIR.');
  process.exit(2);
}
try {
  const migrationsDir = path.join(process.cwd(), 'prisma/migrations');
  const { manifest, keptIn, upgrades } = await restoreBackup({ dataDir, from: path.resolve(values.from), migrationsDir, clock: systemClock });
  console.log(`Restored: made ${manifest.madeAt} by Loupe ${manifest.version}, ${manifest.ledger?.entries ?? 0} entries in the ledger.`);
  if (keptIn) console.log(`The replaced database is kept in ${keptIn}`);
  if (upgrades.length > 0) console.log(`The next start brings it up to date: ${upgrades.join(', ')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof BackupRefused ? 2 : 4;
}

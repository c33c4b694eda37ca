import 'server-only';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseUrl } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';

/** A migrated database in a folder of its own, for tests and one-off scripts. `remove` deletes the folder. */
export async function scratchDatabase(): Promise<{ readonly url: string; readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-db-'));
  const url = databaseUrl(folder);
  await migrate(url, path.join(import.meta.dirname, '../../prisma/migrations'));
  return { url, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

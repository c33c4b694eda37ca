import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { databaseUrl } from '@/lib/db/client';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
// biome-ignore lint/style/noProcessEnv: a program of its own, run beside the server.
const directory = path.resolve(values.data ?? process.env.LOUPE_DATA_DIR ?? './data');

const sayings = {
  missing: 'is missing: a row was taken out, or the ledger is empty',
  changed: 'was changed after it was written',
  'out-of-order': 'does not follow the row before it',
  'no-genesis': 'is not the ledger’s own beginning',
  unreadable: 'holds what no entry can hold',
  'cut-short': 'is missing: the end was cut off',
} as const;

const url = databaseUrl(directory);
if (!existsSync(url.replace(/^file:/, ''))) {
  console.error(`No ledger in ${directory}. Name the data folder: npm run audit:verify -- --data DIR`);
  process.exit(2);
}
const verdict = await verifyLedgerFile(url);
if (verdict.ok) {
  console.log(`The chain holds: ${verdict.count} entries. The last one's hash is ${verdict.head}; noted elsewhere, it proves later that no end was cut off.`);
} else {
  console.error(`The chain is broken at entry ${verdict.firstBadSeq}, which ${sayings[verdict.reason]}. Nothing from there on is proven.`);
  process.exit(1);
}

/**
 * `npm run audit:verify [-- --data DIR] [--head SEQ:HASH]`: reads a whole ledger and checks its hash chain; Loupe need not run, and nothing is
 * written. `--head` is an entry somebody noted elsewhere: with it an end that was cut off, or a ledger that was made anew, is found too.
 * Exit 0 = it holds, 2 = it does not (the first bad row is named), 4 = it cannot be read.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chainFaults } from '@/lib/audit/chain-faults';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { databaseUrl } from '@/lib/db/client';

const { values } = parseArgs({ options: { data: { type: 'string' }, head: { type: 'string' } } });
const directory = path.resolve(values.data ?? process.env.LOUPE_DATA_DIR ?? './data');
const url = databaseUrl(directory);

try {
  if (!existsSync(url.replace(/^file:/, ''))) throw new Error('there is no database. Name the data folder: npm run audit:verify -- --data DIR');
  const [seq, hash] = values.head?.split(':') ?? [];
  const verdict = await verifyLedgerFile(url, seq && hash ? { seq: Number(seq), hash } : undefined);
  if (verdict.ok) {
    console.log(`The chain holds: ${verdict.count} entries. Head ${verdict.count}:${verdict.head}; noted elsewhere, it proves later that no end was cut off.`);
  } else {
    console.error(`The chain is broken at entry ${verdict.firstBadSeq}, which ${chainFaults[verdict.reason]}. Nothing from there on is proven.`);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(`${directory}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 4;
}

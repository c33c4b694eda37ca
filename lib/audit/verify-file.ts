import 'server-only';
import { createClient } from '@libsql/client';
import { type ChainVerdict, verifyChain } from '@/lib/audit/chain';
import { rawPages } from '@/lib/audit/ledger';

/**
 * Walks the ledger of a database file as it lies there, also of a copy whose triggers are gone, and names the first row that does not hold. That the
 * end was cut off shows only by comparing `count` and `head` with what was noted elsewhere. Throws what the driver throws when there is no ledger.
 */
export async function verifyLedgerFile(url: string): Promise<ChainVerdict> {
  const db = createClient({ url });
  try {
    return await verifyChain(rawPages(db, {}));
  } finally {
    db.close();
  }
}

import 'server-only';
import { createClient } from '@libsql/client';
import { type ChainVerdict, verifyChain } from '@/lib/audit/chain';
import { rawPages } from '@/lib/audit/raw-pages';

/** An entry somebody has noted outside the ledger. */
export interface NotedHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Walks the ledger of a database file as it lies there, also of a copy whose triggers are gone, and names the first row that does not hold. That
 * the end was cut off, or all of it made anew, shows only against a noted entry. Throws what the driver throws when there is no ledger.
 */
export async function verifyLedgerFile(url: string, noted?: NotedHead): Promise<ChainVerdict> {
  const db = createClient({ url });
  try {
    let found: string | undefined;
    const verdict = await verifyChain(
      watched(rawPages(db, {}), noted, (hash) => {
        found = hash;
      }),
    );
    if (!verdict.ok || !noted || found === noted.hash) return verdict;
    return found === undefined ? { ok: false, firstBadSeq: verdict.count + 1, reason: 'cut-short' } : { ok: false, firstBadSeq: noted.seq, reason: 'changed' };
  } finally {
    db.close();
  }
}

/** The pages as they are, telling the hash of the noted row on the way. */
async function* watched(pages: ReturnType<typeof rawPages>, noted: NotedHead | undefined, tell: (hash: string) => void): ReturnType<typeof rawPages> {
  for await (const page of pages) {
    const entry = page.find((e) => e?.seq === noted?.seq);
    if (entry) tell(entry.hash);
    yield page;
  }
}

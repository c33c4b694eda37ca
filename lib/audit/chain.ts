import 'server-only';
import { createHash } from 'node:crypto';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import { canonicalJson } from '@/lib/domain/canonical-json';

// The prefixes keep the two uses apart: no entry can be made whose hash is a genesis, and neither collides with other users of SHA-256 here.
const ENTRY_DOMAIN = 'loupe.audit.entry.v1\n';
const GENESIS_DOMAIN = 'loupe.audit.genesis.v1\n';

/** An entry before its own hash is known. */
export type UnhashedEntry = Omit<AuditEntry, 'hash'>;

/** Hash of an entry over everything it says, including its number and the hash before it. Hex SHA-256. */
export function entryHash(entry: UnhashedEntry): string {
  return createHash('sha256').update(ENTRY_DOMAIN).update(canonicalJson(entry)).digest('hex');
}

/** What stands before the first entry. `genesis` is random for each installation, so one ledger cannot be passed off as another. */
export function genesisHash(genesis: string): string {
  return createHash('sha256').update(GENESIS_DOMAIN).update(genesis).digest('hex');
}

/** Why a ledger does not hold: the row is gone, says something else than when it was written, or stands where another stood. */
export type ChainFault = 'missing' | 'changed' | 'out-of-order' | 'no-genesis' | 'unreadable' | 'cut-short';

export type ChainVerdict =
  | { readonly ok: true; readonly count: number; readonly head: string }
  | { readonly ok: false; readonly firstBadSeq: number; readonly reason: ChainFault };

/** Walks the rows from the first and names the first one that does not hold. `undefined` in a page is a row that could not be parsed. */
export async function verifyChain(pages: AsyncIterable<readonly (AuditEntry | undefined)[]>): Promise<ChainVerdict> {
  let seq = 0;
  let head = '';
  for await (const page of pages) {
    for (const entry of page) {
      const expected = seq + 1;
      const fault = faultOf(entry, expected, head);
      if (fault) return { ok: false, firstBadSeq: expected, reason: fault };
      seq = expected;
      head = (entry as AuditEntry).hash;
    }
  }
  return seq === 0 ? { ok: false, firstBadSeq: 1, reason: 'missing' } : { ok: true, count: seq, head };
}

function faultOf(entry: AuditEntry | undefined, expectedSeq: number, head: string): ChainFault | undefined {
  if (!entry) return 'unreadable';
  if (entry.seq !== expectedSeq) return 'missing';
  if (expectedSeq === 1 && !isGenesis(entry)) return 'no-genesis';
  if (expectedSeq > 1 && entry.prevHash !== head) return 'out-of-order';
  const { hash, ...rest } = entry;
  return entryHash(rest) === hash ? undefined : 'changed';
}

function isGenesis(entry: AuditEntry): boolean {
  const { genesis } = entry.detail;
  return entry.event === 'ledger-opened' && typeof genesis === 'string' && entry.prevHash === genesisHash(genesis);
}

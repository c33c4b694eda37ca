import 'server-only';
import { toIso } from '@/lib/domain/clock';
import type { AuditFilter } from '@/lib/domain/ports/stores';
import type { AuditPage } from '@/lib/domain/rows/details';
import type { Container } from '@/lib/server/container';

/** The chain is checked again at most this often by reading the page. */
const VERIFY_EVERY_MS = 60_000;
let checked: { readonly at: number; readonly chain: AuditPage['chain'] } | undefined;

/** One page of the ledger, newest first, with the result of the last check of its whole chain. */
export async function readAudit(container: Container, filter: AuditFilter & { readonly offset: number; readonly limit: number }): Promise<AuditPage> {
  const { entries, total } = await container.ledger.find(filter);
  return { entries, total, offset: filter.offset, limit: filter.limit, chain: await chainState(container) };
}

async function chainState({ ledger, clock }: Container): Promise<AuditPage['chain']> {
  const now = clock.now();
  if (checked && now - checked.at < VERIFY_EVERY_MS) return checked.chain;
  const result = await ledger.verify();
  const chain: AuditPage['chain'] = result.ok
    ? { state: 'verified', count: result.count, at: toIso(now) }
    : { state: 'broken', firstBadSeq: result.firstBadSeq, at: toIso(now) };
  checked = { at: now, chain };
  return chain;
}

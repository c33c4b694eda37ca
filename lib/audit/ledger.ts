import 'server-only';
import { randomBytes } from 'node:crypto';
import { type Client, createClient } from '@libsql/client';
import { entryHash, genesisHash, type UnhashedEntry, verifyChain } from '@/lib/audit/chain';
import { type LedgerFile, type LedgerHead, openLedgerFile } from '@/lib/audit/ledger-file';
import { rawPages } from '@/lib/audit/raw-pages';
import { entryOf, whereOf } from '@/lib/audit/rows';
import type { AuditDraft, AuditEntry } from '@/lib/domain/audit-entry';
import { type Clock, toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { AuditFilter, Ledger } from '@/lib/domain/ports/stores';
import { redact, redactText } from '@/lib/domain/redact';

export interface OpenLedger extends Ledger {
  /** Number and hash of the last entry: what to note elsewhere when nobody should be able to cut the end off unseen. */
  head(): LedgerHead;
  /** Resolves when an entry could be appended now; writes none. Throws `ledger-unwritable`: the file, its lock or its disk. */
  assertWritable(): Promise<void>;
  close(): void;
}

interface LedgerOptions {
  /** `file:` URL of the migrated database. */
  readonly url: string;
  readonly clock: Clock;
}

/**
 * Opens the ledger on connections of its own. Refuses (`ledger-unwritable`) unless the file is in write-ahead mode with synchronous=FULL, which
 * makes an append durable when it resolves, and unless the append-only triggers are there. An empty ledger gets its genesis. Several processes
 * may append: each entry is made under the file's write lock from the entry that then is the last, so the chain never forks.
 */
export async function openLedger({ url, clock }: LedgerOptions): Promise<OpenLedger> {
  const opened: { close(): void }[] = [];
  try {
    const file = await openLedgerFile(url);
    opened.push(file);
    const db = createClient({ url });
    opened.push(db);
    let head = await begin(file, clock);
    // In the order they were asked for, which retries could change.
    let last: Promise<unknown> = Promise.resolve();

    const write = async (draft: AuditDraft): Promise<AuditEntry> => {
      try {
        const entry = await file.append((current) => entryAfter(current, draft, clock));
        head = { seq: entry.seq, hash: entry.hash };
        return entry;
      } catch (cause) {
        throw new AppError('ledger-unwritable', { cause, detail: String(cause) });
      }
    };
    return {
      append: (draft) => {
        const mine = last.then(() => write(draft));
        last = mine.catch(() => undefined);
        return mine;
      },
      find: (filter) => find(db, filter),
      pages: (filter, pageSize) => readablePages(db, filter, pageSize),
      verify: async () => {
        const known = head.seq;
        const verdict = await verifyChain(rawPages(db, {}));
        if (!verdict.ok) return verdict;
        return verdict.count < known ? { ok: false, firstBadSeq: verdict.count + 1, reason: 'cut-short' } : { ok: true, count: verdict.count };
      },
      head: () => head,
      assertWritable: file.assertWritable,
      close: () => {
        for (const each of opened) each.close();
      },
    };
  } catch (cause) {
    for (const each of opened) each.close();
    throw cause instanceof AppError ? cause : new AppError('ledger-unwritable', { cause, detail: String(cause) });
  }
}

/** The head of the ledger; of an empty one, once its first entry is written. Of two processes at the same moment one writes it. */
async function begin(file: LedgerFile, clock: Clock): Promise<LedgerHead> {
  const present = file.head();
  if (present.seq > 0) return present;
  const genesis = randomBytes(32).toString('hex');
  const draft: AuditDraft = { event: 'ledger-opened', actor: { name: 'loupe', role: 'system' }, detail: { genesis } };
  try {
    return await file.append(() => entryAfter({ seq: 0, hash: genesisHash(genesis) }, draft, clock));
  } catch (cause) {
    const head = file.head();
    if (head.seq === 0) throw cause;
    return head;
  }
}

function entryAfter(head: LedgerHead, draft: AuditDraft, clock: Clock): AuditEntry {
  const entry: UnhashedEntry = {
    seq: head.seq + 1,
    at: toIso(clock.now()),
    event: draft.event,
    ...given('outcome', draft.outcome),
    ...given('actorId', draft.actor.id),
    actorName: storable(draft.actor.name),
    ...given('actorRole', draft.actor.role),
    ...given('address', draft.actor.address),
    ...given('target', draft.target),
    ...given('remediationId', draft.remediationId),
    ...given('runId', draft.runId),
    ...given('planDigest', draft.planDigest),
    ...given('reason', draft.reason === undefined ? undefined : redactText(draft.reason)),
    // Through JSON once, so that what is hashed now is what is read later.
    detail: JSON.parse(JSON.stringify(redact(draft.detail ?? {}))),
    prevHash: head.hash,
  };
  return { ...entry, hash: entryHash(entry) };
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: storable(value) } as { [P in K]?: string });
}

/** A text that SQLite gives back exactly as it took it; anything else would look like tampering later. Capped: some of it is typed by strangers. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().slice(0, 1000).toWellFormed();
}

async function find(db: Client, filter: AuditFilter): Promise<{ entries: AuditEntry[]; total: number }> {
  const { where, args } = whereOf(filter);
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 500);
  const offset = Math.max(filter.offset ?? 0, 0);
  const [rows, count] = await Promise.all([
    db.execute({ sql: `SELECT * FROM "AuditEntry" ${where} ORDER BY "seq" DESC LIMIT ? OFFSET ?`, args: [...args, limit, offset] }),
    db.execute({ sql: `SELECT count(*) AS total FROM "AuditEntry" ${where}`, args }),
  ]);
  return { entries: rows.rows.map(entryOf).filter((entry) => entry !== undefined), total: Number(count.rows[0]?.total ?? 0) };
}

/** Every row as it lies there, in order; `undefined` for one that is no entry any more. */
export async function* readablePages(db: Client, filter: AuditFilter, pageSize?: number): AsyncGenerator<AuditEntry[]> {
  for await (const page of rawPages(db, filter, pageSize)) yield page.filter((entry) => entry !== undefined);
}

import 'server-only';
import { randomBytes } from 'node:crypto';
import { type Client, createClient, LibsqlError } from '@libsql/client';
import { entryHash, genesisHash, type UnhashedEntry, verifyChain } from '@/lib/audit/chain';
import { rawPages } from '@/lib/audit/raw-pages';
import { entryOf, insertOf, whereOf } from '@/lib/audit/rows';
import type { AuditDraft, AuditEntry } from '@/lib/domain/audit-entry';
import { type Clock, toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { AuditFilter, Ledger } from '@/lib/domain/ports/stores';
import { redact, redactText } from '@/lib/domain/redact';

export interface OpenLedger extends Ledger {
  /** Number and hash of the last entry: what to note elsewhere when nobody should be able to cut the end off unseen. */
  head(): { readonly seq: number; readonly hash: string };
  close(): void;
}

interface LedgerOptions {
  /** `file:` URL of the migrated database. */
  readonly url: string;
  readonly clock: Clock;
}

const BUSY_SECONDS = 5;
const TRIGGERS = ['AuditEntry_never_updated', 'AuditEntry_never_deleted', 'AuditEntry_only_at_the_end'];

/**
 * Opens the ledger on a connection of its own, so that no transaction of anything else can hold or roll back an entry. Refuses
 * (`ledger-unwritable`) unless the file is in write-ahead mode with synchronous=FULL, which makes an append durable when it resolves, and
 * unless the append-only triggers are there. An empty ledger gets its genesis.
 */
export async function openLedger({ url, clock }: LedgerOptions): Promise<OpenLedger> {
  // No busy timeout: the driver would wait for the lock with the whole process stopped, and so also whoever holds it here.
  const db = createClient({ url, timeout: 0 });
  try {
    await patiently(() => assertDurable(db));
    let head = await patiently(() => readHead(db));
    // One append at a time: each needs the hash of the one before.
    let last: Promise<unknown> = Promise.resolve();

    const write = async (draft: AuditDraft): Promise<AuditEntry> => {
      for (let attempt = 1; ; attempt++) {
        const entry = entryAfter(head, draft, clock);
        try {
          await patiently(() => db.execute(insertOf(entry)));
          head = { seq: entry.seq, hash: entry.hash };
          return entry;
        } catch (cause) {
          if (!isCode(cause, 'SQLITE_CONSTRAINT') || attempt === 3) throw new AppError('ledger-unwritable', { cause, detail: String(cause) });
          // Another process has appended: continue after its entry.
          head = await readHead(db);
        }
      }
    };
    const append = (draft: AuditDraft) => {
      const mine = last.then(() => write(draft));
      last = mine.catch(() => undefined);
      return mine;
    };

    if (head.seq === 0) {
      const genesis = randomBytes(32).toString('hex');
      head = { seq: 0, hash: genesisHash(genesis) };
      await append({ event: 'ledger-opened', actor: { name: 'loupe', role: 'system' }, detail: { genesis } });
    }
    return {
      append,
      find: (filter) => find(db, filter),
      pages: (filter, pageSize) => readablePages(db, filter, pageSize),
      verify: async () => {
        const known = head.seq;
        const verdict = await verifyChain(rawPages(db, {}));
        if (!verdict.ok) return verdict;
        return verdict.count < known ? { ok: false, firstBadSeq: verdict.count + 1, reason: 'cut-short' } : { ok: true, count: verdict.count };
      },
      head: () => head,
      close: () => db.close(),
    };
  } catch (cause) {
    db.close();
    throw cause instanceof AppError ? cause : new AppError('ledger-unwritable', { cause, detail: String(cause) });
  }
}

function isCode(cause: unknown, code: string): boolean {
  return cause instanceof LibsqlError && cause.code.startsWith(code);
}

/** Tries again for five seconds while another connection holds the file's write lock, and lets the process go on meanwhile. */
async function patiently<T>(action: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + BUSY_SECONDS * 1000;
  for (;;) {
    try {
      return await action();
    } catch (cause) {
      if (!isCode(cause, 'SQLITE_BUSY') || Date.now() > deadline) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function assertDurable(db: Client): Promise<void> {
  await db.execute('PRAGMA synchronous = FULL');
  await db.execute('PRAGMA recursive_triggers = ON');
  const value = async (pragma: string) => Object.values((await db.execute(`PRAGMA ${pragma}`)).rows[0] ?? {})[0];
  const journal = await value('journal_mode');
  const synchronous = Number(await value('synchronous'));
  const { rows } = await db.execute(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditEntry'`);
  const present = new Set(rows.map((row) => row.name));
  const missing = TRIGGERS.filter((name) => !present.has(name));
  if (journal !== 'wal' || synchronous < 2 || missing.length > 0) {
    throw new AppError('ledger-unwritable', { detail: `journal_mode=${journal} synchronous=${synchronous} missing triggers: ${missing.join(', ') || 'none'}` });
  }
}

async function readHead(db: Client): Promise<{ seq: number; hash: string }> {
  const { rows } = await db.execute('SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1');
  const [row] = rows;
  return row ? { seq: Number(row.seq), hash: String(row.hash) } : { seq: 0, hash: '' };
}

function entryAfter(head: { seq: number; hash: string }, draft: AuditDraft, clock: Clock): AuditEntry {
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

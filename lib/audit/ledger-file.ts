import 'server-only';
import { promises } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { insertOf } from '@/lib/audit/rows';
import { whenFree } from '@/lib/db/when-free';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import { AppError } from '@/lib/domain/errors';

/** Number and hash of an entry; 0 and an empty hash before the first one. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** The connection that appends. Nothing else uses it, so that no transaction of anything else can hold or roll back an entry. */
export interface LedgerFile {
  /** Takes the file's write lock, hands over the last entry as it is under the lock, and appends what `next` makes of it. Durable when it resolves. */
  append(next: (head: LedgerHead) => AuditEntry): Promise<AuditEntry>;
  head(): LedgerHead;
  /** Takes the lock and gives it back, and looks at the disk: a full one is noticed only by the write itself. Throws `ledger-unwritable`. */
  assertWritable(): Promise<void>;
  close(): void;
}

const TRIGGERS = ['AuditEntry_never_updated', 'AuditEntry_never_deleted', 'AuditEntry_only_at_the_end'];
/** Less free space than this on the ledger's disk, and the next entry may not fit. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024;

/** Opens a migrated database's ledger for appending. Throws `ledger-unwritable` where the file cannot promise durability or has lost its triggers. */
export async function openLedgerFile(url: string): Promise<LedgerFile> {
  const file = url.slice('file:'.length);
  // No busy timeout: the driver would wait with the whole process stopped, and so also whoever holds the lock here.
  const db = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    await whenFree(() => assertDurable(db));
  } catch (cause) {
    db.close();
    throw cause;
  }
  const head = () => readHead(db);
  return {
    head,
    // Nothing is awaited while the lock is held, here least of all: another connection of this process would wait for it with the process stopped.
    append: (next) =>
      whenFree(() => {
        db.exec('BEGIN IMMEDIATE');
        try {
          const entry = next(head());
          const { sql, args } = insertOf(entry);
          db.prepare(sql).run(...args);
          db.exec('COMMIT');
          return entry;
        } finally {
          if (db.inTransaction) db.exec('ROLLBACK');
        }
      }),
    assertWritable: async () => {
      try {
        await whenFree(() => db.exec('BEGIN IMMEDIATE; ROLLBACK;'), 2);
        const { bavail, bsize } = await promises.statfs(path.dirname(file));
        if (bavail * bsize < LEAST_FREE_BYTES) throw new AppError('ledger-unwritable', { detail: `${bavail * bsize} bytes free on its disk` });
      } catch (cause) {
        throw cause instanceof AppError ? cause : new AppError('ledger-unwritable', { cause, detail: String(cause) });
      }
    },
    close: () => db.close(),
  };
}

function assertDurable(db: Database.Database): void {
  db.exec('PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;');
  const { journal_mode: journal } = db.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  const { synchronous } = db.prepare('PRAGMA synchronous').get() as { synchronous: number };
  const rows = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditEntry'`).all() as { name: string }[];
  const present = new Set(rows.map((row) => row.name));
  const missing = TRIGGERS.filter((name) => !present.has(name));
  if (journal !== 'wal' || synchronous < 2 || missing.length > 0) {
    throw new AppError('ledger-unwritable', { detail: `journal_mode=${journal} synchronous=${synchronous} missing triggers: ${missing.join(', ') || 'none'}` });
  }
}

function readHead(db: Database.Database): LedgerHead {
  const [row] = db.prepare('SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1').all() as { seq: number; hash: string }[];
  return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: '' };
}

import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratchDatabase } from '@/lib/db/scratch-database';
import { entryHash } from './chain';
import { type OpenLedger, openLedger } from './ledger';

const clock = { now: () => Date.parse('2026-03-01T03:00:00Z'), sleep: async () => undefined };
const actor = { id: 'u1', name: 'mia', role: 'operator' };
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let ledger: OpenLedger;

beforeEach(async () => {
  scratch = await scratchDatabase();
  ledger = await openLedger({ url: scratch.url, clock });
});
afterEach(() => {
  ledger.close();
  scratch.remove();
});

/** What somebody with the file and a SQLite shell can do: the triggers are no hindrance to him. */
async function tamper(...statements: string[]) {
  const db = createClient({ url: scratch.url });
  for (const name of ['never_updated', 'never_deleted', 'only_at_the_end']) await db.execute(`DROP TRIGGER "AuditEntry_${name}"`);
  for (const sql of statements) await db.execute(sql);
  db.close();
}

async function fill(count = 5) {
  for (let n = 1; n <= count; n++) await ledger.append({ event: 'run-step', actor, runId: `r${n}`, detail: { n } });
}

describe('the ledger', () => {
  it('begins with a genesis of its own and chains what follows', async () => {
    await fill(2);
    const { entries, total } = await ledger.find({});
    expect(total).toBe(3);
    expect(entries.map((e) => e.event)).toEqual(['run-step', 'run-step', 'ledger-opened']);
    expect(entries[0]?.prevHash).toBe(entries[1]?.hash);
    expect(await ledger.verify()).toEqual({ ok: true, count: 3 });
  });

  it('continues the chain after it is opened again', async () => {
    await fill(1);
    ledger.close();
    ledger = await openLedger({ url: scratch.url, clock });
    await fill(1);
    expect(await ledger.verify()).toEqual({ ok: true, count: 3 });
  });

  it('keeps the order of entries that are appended at the same time, also from a second process', async () => {
    const other = await openLedger({ url: scratch.url, clock });
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? other : ledger).append({ event: 'run-step', actor, detail: { n } })));
    other.close();
    expect(await ledger.verify()).toEqual({ ok: true, count: 21 });
  });

  it('gives hostile text back as it was kept, so that it does not look like tampering', async () => {
    await ledger.append({
      event: 'sign-in-failed',
      actor: { name: `a\0b\ud800${'x'.repeat(5000)}` },
      reason: "'); DROP TABLE",
      detail: { 'k\0': '\ud800 \0 ' },
    });
    expect(await ledger.verify()).toEqual({ ok: true, count: 2 });
    expect((await ledger.find({ text: "'); DROP" })).total).toBe(1);
  });

  it('never writes a secret', async () => {
    const canary = 'hunter2-canary-9f31';
    await ledger.append({
      event: 'run-intent',
      actor,
      reason: `used password=${canary} and https://bob:${canary}@host/x`,
      detail: {
        token: canary,
        headers: { Authorization: `Bearer ${canary}` },
        env: [
          { name: 'CVAT_POSTGRES_PASSWORD', value: canary },
          { name: 'PLAIN', value: 'kept' },
        ],
        line: `redis-cli --requirepass ${canary}`,
        deep: [{ clientKey: canary }],
      },
    });
    const [entry] = (await ledger.find({ event: 'run-intent' })).entries;
    expect(JSON.stringify(entry)).not.toContain(canary);
    expect(JSON.stringify(entry)).toContain('kept');
  });

  it('refuses changes to its rows through any connection', async () => {
    await fill(1);
    const db = createClient({ url: scratch.url });
    const [entry] = (await ledger.find({ runId: 'r1' })).entries;
    if (!entry) throw new Error('no entry');
    await expect(db.execute(`UPDATE "AuditEntry" SET "actorName" = 'x'`)).rejects.toThrow(/append-only/);
    await expect(db.execute(`DELETE FROM "AuditEntry"`)).rejects.toThrow(/append-only/);
    for (const [seq, hash, prev] of [
      [entry.seq, 'h', entry.hash],
      [entry.seq + 1, entry.hash, entry.hash],
      [entry.seq + 1, 'h', entry.prevHash],
    ]) {
      const insert = db.execute({
        sql: `INSERT OR REPLACE INTO "AuditEntry" ("seq","at","event","actorName","detail","prevHash","hash") VALUES (?,'2026','run-step','x','{}',?,?)`,
        args: [seq ?? null, prev ?? null, hash ?? null],
      });
      await expect(insert).rejects.toThrow(/append-only/);
    }
    db.close();
  });

  it('waits for a transaction of another connection of this process without stopping it', async () => {
    const db = createClient({ url: scratch.url });
    const other = await db.transaction('write');
    const entry = ledger.append({ event: 'run-intent', actor });
    await new Promise((resolve) => setImmediate(resolve));
    await other.commit();
    db.close();
    expect(await entry).toMatchObject({ seq: 2 });
    // What had to wait is in the file, and the next one too, with the lock given back: another process sees both and can write.
    await ledger.append({ event: 'run-outcome', actor });
    const elsewhere = createClient({ url: scratch.url, timeout: 0 });
    expect((await elsewhere.execute('SELECT count(*) AS n FROM "AuditEntry"')).rows[0]?.n).toBe(3);
    await elsewhere.execute(`INSERT INTO "Setting" VALUES ('k', '1', 0)`);
    elsewhere.close();
  });

  it('knows whether it could write, without writing', async () => {
    await ledger.assertWritable();
    expect(ledger.head().seq).toBe(1);
    const db = createClient({ url: scratch.url });
    const other = await db.transaction('write');
    await expect(ledger.assertWritable()).rejects.toMatchObject({ code: 'ledger-unwritable' });
    await other.rollback();
    db.close();
    await ledger.assertWritable();
  });

  it('answers ledger-unwritable when it cannot write', async () => {
    const db = createClient({ url: scratch.url });
    await db.execute('ALTER TABLE "AuditEntry" RENAME TO "Elsewhere"');
    db.close();
    await expect(ledger.append({ event: 'run-intent', actor })).rejects.toMatchObject({ code: 'ledger-unwritable' });
  });

  it('does not open without its triggers', async () => {
    await tamper();
    await expect(openLedger({ url: scratch.url, clock })).rejects.toMatchObject({ code: 'ledger-unwritable' });
  });

  it('finds by each filter and pages in order', async () => {
    await fill(4);
    await ledger.append({
      event: 'run-outcome',
      outcome: 'verified',
      actor: { name: 'ken' },
      target: 'Deployment/cvat/cvat-opa',
      remediationId: 'restart-workload',
    });
    expect((await ledger.find({ actor: 'ken' })).total).toBe(1);
    expect((await ledger.find({ outcome: 'verified', remediationId: 'restart-workload', target: 'opa' })).total).toBe(1);
    expect((await ledger.find({ target: '100%' })).total).toBe(0);
    expect((await ledger.find({ to: '2026-02-28T00:00:00.000Z' })).total).toBe(0);
    expect((await ledger.find({ limit: 2, offset: 1 })).entries.map((e) => e.seq)).toEqual([5, 4]);
    const pages: number[][] = [];
    for await (const page of ledger.pages({ event: 'run-step' }, 3)) pages.push(page.map((e) => e.seq));
    expect(pages).toEqual([[2, 3, 4], [5]]);
  });
});

describe('verification names the first row that does not hold', () => {
  beforeEach(() => fill(5));

  it.each([
    ['an edited row', 4, 'changed', [`UPDATE "AuditEntry" SET "actorName" = 'somebody' WHERE "seq" = 4`]],
    ['an edited detail', 3, 'changed', [`UPDATE "AuditEntry" SET "detail" = '{"n":9}' WHERE "seq" = 3`]],
    ['a row that is no entry', 3, 'unreadable', [`UPDATE "AuditEntry" SET "detail" = 'gone' WHERE "seq" = 3`]],
    ['a deleted row', 3, 'missing', [`DELETE FROM "AuditEntry" WHERE "seq" = 3`]],
    [
      'a middle that is gone and renumbered',
      3,
      'out-of-order',
      [`DELETE FROM "AuditEntry" WHERE "seq" IN (3, 4)`, `UPDATE "AuditEntry" SET "seq" = "seq" - 2 WHERE "seq" > 4`],
    ],
    [
      'two rows that changed places',
      3,
      'out-of-order',
      [
        `UPDATE "AuditEntry" SET "seq" = 99 WHERE "seq" = 3`,
        `UPDATE "AuditEntry" SET "seq" = 3 WHERE "seq" = 4`,
        `UPDATE "AuditEntry" SET "seq" = 4 WHERE "seq" = 99`,
      ],
    ],
    ['a beginning that is gone', 1, 'missing', [`DELETE FROM "AuditEntry" WHERE "seq" = 1`]],
    ['an end that is gone while Loupe runs', 6, 'cut-short', [`DELETE FROM "AuditEntry" WHERE "seq" = 6`]],
    ['an empty ledger', 1, 'missing', [`DELETE FROM "AuditEntry"`]],
  ])('%s', async (_, firstBadSeq, reason, statements) => {
    await tamper(...statements);
    expect(await ledger.verify()).toEqual({ ok: false, firstBadSeq, reason });
  });

  it('an inserted row', async () => {
    const [second] = (await ledger.find({ runId: 'r1' })).entries;
    const forged = { seq: 3, at: second?.at ?? '', event: 'sign-in' as const, actorName: 'x', detail: {}, prevHash: second?.hash ?? '' };
    await tamper(
      `UPDATE "AuditEntry" SET "seq" = "seq" + 100 WHERE "seq" > 2`,
      `UPDATE "AuditEntry" SET "seq" = "seq" - 99 WHERE "seq" > 100`,
      `UPDATE "AuditEntry" SET "prevHash" = 'moved' WHERE "seq" = 4`,
      `INSERT INTO "AuditEntry" ("seq","at","event","actorName","detail","prevHash","hash") VALUES (3,'${forged.at}','sign-in','x','{}','${forged.prevHash}','${entryHash(forged)}')`,
    );
    expect(await ledger.verify()).toEqual({ ok: false, firstBadSeq: 4, reason: 'out-of-order' });
  });

  it('a row replaced by one with a right hash of its own', async () => {
    const [third] = (await ledger.find({ runId: 'r2' })).entries;
    if (!third) throw new Error('no entry');
    const { hash: _, ...rest } = { ...third, actorName: 'somebody' };
    await tamper(`UPDATE "AuditEntry" SET "actorName" = 'somebody', "hash" = '${entryHash(rest)}' WHERE "seq" = 3`);
    expect(await ledger.verify()).toEqual({ ok: false, firstBadSeq: 4, reason: 'out-of-order' });
  });
});

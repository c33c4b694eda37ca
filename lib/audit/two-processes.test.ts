import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratchDatabase } from '@/lib/db/scratch-database';
import { writeTogether } from '@/lib/db/testing/write-together';
import { systemClock } from '@/lib/domain/clock';
import { openLedger } from './ledger';
import { verifyLedgerFile } from './verify-file';

const EACH = 500;
const program = path.join(import.meta.dirname, 'testing/append-entries.ts');
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;

beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.remove());

describe('two processes that write the ledger at once', () => {
  it('both get every entry in, on one chain, each in its own order', async () => {
    expect(await writeTogether(program, scratch.url, ['web', 'actor'], EACH)).toEqual([0, 0]);
    const ledger = await openLedger({ url: scratch.url, clock: systemClock });
    const order: Record<string, unknown[]> = { web: [], actor: [] };
    for await (const page of ledger.pages({ event: 'run-step' })) for (const entry of page) order[entry.actorName]?.push(entry.detail.n);
    // One genesis, although both opened an empty ledger.
    const openings = (await ledger.find({ event: 'ledger-opened' })).total;
    ledger.close();
    const counted = Array.from({ length: EACH }, (_, n) => n + 1);
    expect(order).toEqual({ web: counted, actor: counted });
    expect(openings).toBe(1);
    expect(await verifyLedgerFile(scratch.url)).toMatchObject({ ok: true, count: 2 * EACH + 1 });
  }, 120_000);
});

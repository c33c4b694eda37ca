import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratchDatabase } from '@/lib/db/scratch-database';
import { systemClock } from '@/lib/domain/clock';
import { openLedger } from './ledger';
import { verifyLedgerFile } from './verify-file';

const EACH = 500;
const program = path.join(import.meta.dirname, 'testing/append-entries.ts');
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let children: ChildProcess[] = [];

beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  scratch.remove();
});

function writer(name: string): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', program, scratch.url, name, String(EACH)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

/** Starts both, lets them begin at the same moment and waits for their ends. Answers the exit codes. */
async function together(...names: string[]): Promise<(number | null)[]> {
  const both = names.map(writer);
  await Promise.all(both.map((child) => once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data')));
  const ends = both.map((child) => once(child, 'exit').then(([code]) => code as number | null));
  for (const child of both) child.stdin?.write('begin\n');
  return Promise.all(ends);
}

describe('two processes that write the ledger at once', () => {
  it('both get every entry in, on one chain, each in its own order', async () => {
    expect(await together('web', 'actor')).toEqual([0, 0]);
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

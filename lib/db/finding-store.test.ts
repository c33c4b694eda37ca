import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/client';
import { createFindingReader, openFindingStore } from '@/lib/db/finding-store';
import { scratchDatabase } from '@/lib/db/scratch-database';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';

const start = Date.parse('2026-02-11T10:00:00Z');
const draft = (name: string, observed = 'x', at = start): FindingDraft => ({
  checkId: 'pod-crash-loop',
  subject: { kind: 'Pod', namespace: 'cvat', name },
  severity: 'warning',
  title: say('t', { name }),
  summary: say('s'),
  falseIf: say('f'),
  evidence: [{ label: 'l', observed, source: { kind: 'api-server' }, at: new Date(at).toISOString() }],
});

const here = { namespace: 'cvat', release: 'cvat' };
const there = { namespace: 'vision', release: 'annotate' };
async function openFor(installation: typeof here) {
  const store = openFindingStore(db);
  await store.turnTo(installation);
  return store;
}

let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let db: Database;
beforeAll(async () => {
  scratch = await scratchDatabase();
  db = connectDatabase(scratch.url);
});
beforeEach(() => db.finding.deleteMany());
afterAll(async () => {
  await db.$disconnect();
  scratch.remove();
});

describe('the store of findings', () => {
  it('opens, tells once, and finds it again after a restart', async () => {
    const store = await openFor(here);
    const first = await store.record('pod-crash-loop', [draft('a')], 0, start);
    expect(first.confirmed).toMatchObject([{ subject: { name: 'a' }, firstSeenAt: '2026-02-11T10:00:00.000Z' }]);
    expect((await store.record('pod-crash-loop', [draft('a')], 0, start + 5_000)).confirmed).toEqual([]);
    const [again] = await (await openFor(here)).listOpen();
    expect(again).toMatchObject({ id: first.confirmed[0]?.id, title: { key: 't', params: { name: 'a' } } });
  });

  it('resolves only what this check found', async () => {
    const store = await openFor(here);
    await store.record('pod-crash-loop', [draft('a')], 0, start);
    await store.record('volume-nearly-full', [{ ...draft('b'), checkId: 'volume-nearly-full' }], 0, start);
    const pass = await store.record('pod-crash-loop', [], 0, start + 5_000);
    expect(pass.resolved).toMatchObject([{ subject: { name: 'a' }, resolvedAt: '2026-02-11T10:00:05.000Z' }]);
    expect((await store.listOpen()).map((f) => f.subject.name)).toEqual(['b']);
    expect(await store.get(pass.resolved[0]?.id ?? '')).toMatchObject({ resolvedAt: '2026-02-11T10:00:05.000Z' });
  });

  it('writes nothing while only the moment of reading changes, and always shows the latest', async () => {
    const store = await openFor(here);
    await store.record('pod-crash-loop', [draft('a')], 0, start);
    await store.record('pod-crash-loop', [draft('a', 'x', start + 5_000)], 0, start + 5_000);
    expect((await db.finding.findFirst())?.lastSeenAt.getTime()).toBe(start);
    expect((await store.listOpen())[0]).toMatchObject({ lastSeenAt: '2026-02-11T10:00:05.000Z', evidence: [{ at: '2026-02-11T10:00:05.000Z' }] });
    await store.record('pod-crash-loop', [draft('a', 'y')], 0, start + 10_000);
    expect((await db.finding.findFirst())?.lastSeenAt.getTime()).toBe(start + 10_000);
  });

  it('remembers that a finding came back', async () => {
    const store = await openFor(here);
    await store.record('pod-crash-loop', [draft('a')], 0, start);
    await store.record('pod-crash-loop', [], 0, start + 5_000);
    const back = await store.record('pod-crash-loop', [draft('a')], 0, start + 60_000);
    const recent = await store.listRecent(back.confirmed[0]?.fingerprint ?? '', 5);
    expect(recent.map((f) => f.resolvedAt)).toEqual([undefined, '2026-02-11T10:00:05.000Z']);
  });

  it('forgets what was never confirmed', async () => {
    const store = await openFor(here);
    expect((await store.record('pod-crash-loop', [draft('a')], 2, start)).confirmed).toEqual([]);
    await store.record('pod-crash-loop', [], 2, start + 5_000);
    expect(await db.finding.count()).toBe(0);
    expect(await store.listSince('2026-02-11T00:00:00Z', 5)).toEqual([]);
  });

  it('keeps what is open in one installation as it is while another one is looked at', async () => {
    const store = await openFor(here);
    const left = (await store.record('pod-crash-loop', [draft('a')], 0, start)).confirmed[0];
    const id = left?.id ?? '';
    await store.turnTo(there);
    expect(await store.listOpen()).toEqual([]);
    expect(await store.get(id)).toBeUndefined();
    expect(await store.listRecent(left?.fingerprint ?? '', 5)).toEqual([]);
    expect(await store.listSince('2026-02-11T00:00:00Z', 5)).toEqual([]);
    expect((await store.record('pod-crash-loop', [], 0, start + 5_000)).resolved).toEqual([]);
    await store.turnTo(here);
    expect(await store.listOpen()).toMatchObject([{ id, firstSeenAt: '2026-02-11T10:00:00.000Z' }]);
    expect(await createFindingReader(db, async () => here).get(id)).toMatchObject({ id });
    expect(await createFindingReader(db, async () => there).get(id)).toBeUndefined();
    expect(await createFindingReader(db, async () => undefined).get(id)).toBeUndefined();
  });

  it('shows and judges none while no installation is open', async () => {
    const store = await openFor(here);
    await store.record('pod-crash-loop', [draft('a')], 0, start);
    await store.turnTo(undefined);
    expect(await store.listOpen()).toEqual([]);
  });

  it('takes over what an earlier version found, which named no installation', async () => {
    await (await openFor(here)).record('pod-crash-loop', [draft('a')], 0, start);
    await db.finding.updateMany({ data: { installation: null } });
    expect(await (await openFor(here)).listOpen()).toHaveLength(1);
    expect(await (await openFor(there)).listOpen()).toEqual([]);
  });
});

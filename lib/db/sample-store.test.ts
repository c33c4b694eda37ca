import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/client';
import { createSampleStore } from '@/lib/db/sample-store';
import { scratchDatabase } from '@/lib/db/scratch-database';

const start = Date.parse('2026-02-11T10:00:00Z');
const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
const GIB = 1024 ** 3;

let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let db: Database;
beforeAll(async () => {
  scratch = await scratchDatabase();
  db = connectDatabase(scratch.url);
});
beforeEach(() => db.sample.deleteMany());
afterAll(async () => {
  await db.$disconnect();
  scratch.remove();
});

describe('the store of samples', () => {
  it('gives a series back oldest first, with what was measured', async () => {
    const store = createSampleStore(db);
    const parts = { liveBytes: 1, archiveBytes: 2, restBytes: 3 };
    await store.add('cvat/a', { at: iso(start + 60_000), usedBytes: 2 * GIB, capacityBytes: 100 * GIB, parts });
    await store.add('cvat/a', { at: iso(start), usedBytes: GIB, capacityBytes: 100 * GIB, inodes: 10, inodesUsed: 1 });
    await store.add('cvat/b', { at: iso(start), usedBytes: 7, capacityBytes: 8 });
    expect(await store.list('cvat/a', iso(start - HOUR))).toEqual([
      { at: iso(start), usedBytes: GIB, capacityBytes: 100 * GIB, inodes: 10, inodesUsed: 1 },
      { at: iso(start + 60_000), usedBytes: 2 * GIB, capacityBytes: 100 * GIB, parts },
    ]);
  });

  it('takes a second reading of the same moment as a correction', async () => {
    const store = createSampleStore(db);
    await store.add('cvat/a', { at: iso(start), usedBytes: 1, capacityBytes: 9 });
    await store.add('cvat/a', { at: iso(start), usedBytes: 2, capacityBytes: 9 });
    expect((await store.list('cvat/a', iso(start))).map((s) => s.usedBytes)).toEqual([2]);
  });

  it('thins: the last reading of each bucket stays, ages out by resolution, and the line has no doubles', async () => {
    const store = createSampleStore(db);
    const data = Array.from({ length: 240 }, (_, i) => ({
      series: 'cvat/a',
      resolution: 'raw',
      at: new Date(start + i * 60_000),
      usedBytes: BigInt(i),
      capacityBytes: 999n,
    }));
    await db.sample.createMany({ data });
    await store.thin(start + 4 * HOUR);
    await store.thin(start + 4 * HOUR);
    expect(await db.sample.count({ where: { resolution: '10m' } })).toBe(25);
    expect((await store.list('cvat/a', iso(start))).length).toBe(240);
    await store.thin(start + 49 * HOUR);
    expect(await db.sample.count({ where: { resolution: 'raw' } })).toBeLessThan(240);
    const list = await store.list('cvat/a', iso(start - 1));
    expect(new Set(list.map((s) => s.at)).size).toBe(list.length);
    expect(list.map((s) => s.at)).toEqual(list.map((s) => s.at).toSorted());
    await store.thin(start + 40 * 24 * HOUR);
    expect(await db.sample.count({ where: { resolution: { in: ['raw', '10m'] } } })).toBe(0);
    expect((await store.list('cvat/a', iso(start - 1))).length).toBeGreaterThanOrEqual(4);
  });
});

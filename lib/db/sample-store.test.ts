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

  it('never holds more rows than it may, however many claims there are', async () => {
    const maxRows = 200;
    const store = createSampleStore(db, { maxRows });
    let most = 0;
    for (let minute = 0; minute < 41; minute += 1) {
      for (let claim = 0; claim < 6; claim += 1)
        await store.add(`cvat/claim-${claim}`, { at: iso(start + minute * 60_000), usedBytes: minute, capacityBytes: 999 });
      if (minute % 10 === 0) await store.thin(start + minute * 60_000);
      most = Math.max(most, await db.sample.count());
    }
    expect(most).toBeLessThanOrEqual(maxRows);
    // 246 came. The newest raw ones stay, and before them the line goes on, coarser.
    const { rows, resolutions } = await store.stats();
    expect(rows).toBeGreaterThan(100);
    expect(resolutions[0]).toMatchObject({ newestAt: iso(start + 40 * 60_000) });
    expect(resolutions[0]?.rows).toBeLessThanOrEqual(100);
    const line = await store.list('cvat/claim-0', iso(start));
    expect(line[0]?.at).toBe(iso(start));
    expect(line.map((s) => s.at)).toEqual(line.map((s) => s.at).toSorted());
  });

  it('stays bounded over a year, each resolution with its own age', async () => {
    const store = createSampleStore(db, { maxRows: 4_000 });
    const every = 6 * HOUR;
    let most = 0;
    for (let day = 0; day < 400; day += 20) {
      const at = Array.from({ length: (20 * 24 * HOUR) / every }, (_, i) => new Date(start + day * 24 * HOUR + i * every));
      await db.sample.createMany({ data: at.map((moment) => ({ series: 'cvat/a', resolution: 'raw', at: moment, usedBytes: 1n, capacityBytes: 9n })) });
      await store.thin(start + (day + 20) * 24 * HOUR);
      most = Math.max(most, await db.sample.count());
    }
    const { resolutions } = await store.stats();
    expect(most).toBeLessThanOrEqual(4_000);
    const ageHours = resolutions.map(({ oldestAt = '' }) => (start + 400 * 24 * HOUR - Date.parse(oldestAt)) / HOUR);
    expect(ageHours[0]).toBeLessThanOrEqual(48);
    expect(ageHours[1]).toBeLessThanOrEqual(30 * 24);
    expect(ageHours[2]).toBeLessThanOrEqual(365 * 24);
    // A year at four a day are 1,460: more than a quarter of the rows, so the line is cut to 250 days.
    expect(resolutions[2]).toMatchObject({ rows: 1_000 });
    expect(ageHours[2]).toBeGreaterThan(245 * 24);
  });

  it('tells how much it holds and since when', async () => {
    const store = createSampleStore(db);
    const none = await store.stats();
    expect(none).toMatchObject({
      rows: 0,
      series: 0,
      resolutions: [{ name: 'raw', rows: 0, keptHours: 48 }, { name: '10m' }, { name: '1h', keptHours: 8_760 }],
    });
    await store.add('cvat/a', { at: iso(start), usedBytes: 1, capacityBytes: 9 });
    await store.add('cvat/b', { at: iso(start + HOUR), usedBytes: 1, capacityBytes: 9 });
    const some = await store.stats();
    expect(some).toMatchObject({ rows: 2, series: 2 });
    expect(some.resolutions[0]).toEqual({ name: 'raw', rows: 2, keptHours: 48, oldestAt: iso(start), newestAt: iso(start + HOUR) });
    expect(some.databaseBytes).toBeGreaterThan(0);
  });
});

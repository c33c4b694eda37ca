import 'server-only';
import { z } from 'zod';
import type { Sample } from '@/generated/prisma/client';
import type { Database } from '@/lib/db/client';
import { plainJson } from '@/lib/db/plain-json';
import type { SampleRecord, SampleStore } from '@/lib/domain/ports/stores';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Finest first: how long each resolution is kept, what bucket it is made from the one before, and its share of all rows. */
const resolutions = [
  { name: 'raw', keepMs: 48 * HOUR, bucketMs: MINUTE, share: 0.5 },
  { name: '10m', keepMs: 30 * DAY, bucketMs: 10 * MINUTE, share: 0.25 },
  { name: '1h', keepMs: 365 * DAY, bucketMs: HOUR, share: 0.25 },
] as const;
type Resolution = (typeof resolutions)[number];

/** Some 100 MB with the indices (245 bytes a row). Twenty-five claims need no more; with more of them each line reaches less far back. */
const MAX_ROWS = 400_000;
/** Between two looks at the raw rows' number. They come one by one; the others are made by `thin`, which looks itself. */
const LOOK_EVERY_ROWS = 1_000;

const partsSchema = z.object({ liveBytes: z.number(), archiveBytes: z.number(), restBytes: z.number() });

/** Samples in SQLite. A coarser sample is the last finer one of its bucket: a level is a level, averages would hide a full disk. */
export function createSampleStore(db: Database, { maxRows = MAX_ROWS }: { readonly maxRows?: number } = {}): SampleStore {
  const lookEvery = Math.min(LOOK_EVERY_ROWS, Math.ceil(maxRows / 100));
  let addedSinceLook = 0;

  /** Drops the oldest rows of a resolution beyond its share. */
  const bound = async ({ name, share }: Resolution, room = 0) => {
    const beyond = await db.sample.findFirst({
      where: { resolution: name },
      orderBy: { at: 'desc' },
      skip: Math.floor(maxRows * share) - room,
      select: { at: true },
    });
    if (beyond) await db.sample.deleteMany({ where: { resolution: name, at: { lte: beyond.at } } });
  };

  const thinStep = async (from: Resolution, to: Resolution, now: number) => {
    const until = Math.floor(now / to.bucketMs) * to.bucketMs;
    const last = await db.sample.findFirst({ where: { resolution: to.name }, orderBy: { at: 'desc' } });
    const since = last ? last.at.getTime() + 1 : 0;
    const rows = await db.sample.findMany({ where: { resolution: from.name, at: { gt: new Date(since), lte: new Date(until) } }, orderBy: { at: 'asc' } });
    const lasts = new Map(rows.map((row) => [`${row.series} ${Math.ceil(row.at.getTime() / to.bucketMs)}`, row]));
    if (lasts.size === 0) return;
    const data = [...lasts.values()].map(({ id: _, parts, ...row }) => ({ ...row, resolution: to.name, ...(parts ? { parts: plainJson(parts) } : {}) }));
    await db.sample.createMany({ data });
  };

  return {
    add: async (series, sample) => {
      const at = new Date(sample.at);
      const levels = {
        usedBytes: BigInt(Math.round(sample.usedBytes)),
        capacityBytes: BigInt(Math.round(sample.capacityBytes)),
        inodesUsed: sample.inodesUsed === undefined ? null : BigInt(sample.inodesUsed),
        inodes: sample.inodes === undefined ? null : BigInt(sample.inodes),
        ...(sample.parts ? { parts: plainJson(sample.parts) } : {}),
      };
      const key = { series, resolution: 'raw', at };
      await db.sample.upsert({ where: { series_resolution_at: key }, create: { ...key, ...levels }, update: levels });
      addedSinceLook += 1;
      if (addedSinceLook < lookEvery) return;
      addedSinceLook = 0;
      await bound(resolutions[0], lookEvery);
    },
    list: async (series, from) => {
      // Each resolution only where the finer one does not reach: one line over the whole window.
      const newestFirst: Sample[] = [];
      for (const { name } of resolutions) {
        const oldest = newestFirst.at(-1)?.at;
        const at = { gte: new Date(from), ...(oldest ? { lt: oldest } : {}) };
        newestFirst.push(...(await db.sample.findMany({ where: { series, resolution: name, at }, orderBy: { at: 'desc' } })));
      }
      return newestFirst.reverse().map(toRecord);
    },
    thin: async (now) => {
      const [raw, tenMinutes, hour] = resolutions;
      await thinStep(raw, tenMinutes, now);
      await thinStep(tenMinutes, hour, now);
      for (const resolution of resolutions) {
        await db.sample.deleteMany({ where: { resolution: resolution.name, at: { lt: new Date(now - resolution.keepMs) } } });
        await bound(resolution, resolution.name === 'raw' ? lookEvery : 0);
      }
    },
    stats: async () => {
      const groups = await db.sample.groupBy({ by: ['resolution'], _count: { _all: true }, _min: { at: true }, _max: { at: true } });
      const [names] = await db.$queryRaw<{ series: number | bigint }[]>`SELECT COUNT(DISTINCT series) AS series FROM Sample`;
      const [file] = await db.$queryRaw<{ bytes: number | bigint }[]>`SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`;
      return {
        rows: groups.reduce((sum, group) => sum + group._count._all, 0),
        maxRows,
        series: Number(names?.series ?? 0),
        databaseBytes: Number(file?.bytes ?? 0),
        resolutions: resolutions.map(({ name, keepMs }) => {
          const group = groups.find(({ resolution }) => resolution === name);
          const { at: oldest } = group?._min ?? {};
          const { at: newest } = group?._max ?? {};
          return {
            ...{ name, rows: group?._count._all ?? 0, keptHours: keepMs / HOUR },
            ...(oldest ? { oldestAt: oldest.toISOString() } : {}),
            ...(newest ? { newestAt: newest.toISOString() } : {}),
          };
        }),
      };
    },
  };
}

function toRecord(row: Sample): SampleRecord {
  const parts = partsSchema.safeParse(row.parts);
  return {
    at: row.at.toISOString(),
    usedBytes: Number(row.usedBytes),
    capacityBytes: Number(row.capacityBytes),
    ...(row.inodesUsed === null ? {} : { inodesUsed: Number(row.inodesUsed) }),
    ...(row.inodes === null ? {} : { inodes: Number(row.inodes) }),
    ...(parts.success ? { parts: parts.data } : {}),
  };
}

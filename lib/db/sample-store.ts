import 'server-only';
import { z } from 'zod';
import type { Sample } from '@/generated/prisma/client';
import type { Database } from '@/lib/db/client';
import { plainJson } from '@/lib/db/plain-json';
import type { SampleRecord, SampleStore } from '@/lib/domain/ports/stores';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Finest first: how long each resolution is kept and what bucket it is made from the one before. */
const resolutions = [
  { name: 'raw', keepMs: 48 * HOUR, bucketMs: MINUTE },
  { name: '10m', keepMs: 30 * DAY, bucketMs: 10 * MINUTE },
  { name: '1h', keepMs: 365 * DAY, bucketMs: HOUR },
] as const;

const partsSchema = z.object({ liveBytes: z.number(), archiveBytes: z.number(), restBytes: z.number() });

/** Samples in SQLite. A coarser sample is the last finer one of its bucket: a level is a level, averages would hide a full disk. */
export function createSampleStore(db: Database): SampleStore {
  const thinStep = async (from: (typeof resolutions)[number], to: (typeof resolutions)[number], now: number) => {
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
      for (const { name, keepMs } of resolutions) await db.sample.deleteMany({ where: { resolution: name, at: { lt: new Date(now - keepMs) } } });
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

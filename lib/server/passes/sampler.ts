import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { FillLevels, FillTrend } from '@/lib/domain/facts/storage';
import { fillTrend, type LevelSample } from '@/lib/domain/fill-trend';
import type { SampleRecord, SampleStore } from '@/lib/domain/ports/stores';

/** One raw sample a minute of the API server's time. */
const EVERY_MS = 60_000;
/** What the trend looks back on, kept in memory. */
const WINDOW_MS = 3 * 3_600_000;
const THIN_EVERY_MS = 10 * 60_000;

export interface SamplerDeps {
  readonly samples: SampleStore;
  readonly clock: Clock;
}

export interface Sampler {
  readonly trends: readonly FillTrend[];
  /** Takes fresh levels; keeps one sample a minute per claim. Answers whether trends were computed anew. */
  take(levels: Pick<FillLevels, 'levels'>, kvrocks: KvrocksFacts | undefined): Promise<boolean>;
}

/** Keeps fill levels over time and computes how they move. After a start it goes on from the samples of before. */
export function createSampler({ samples, clock }: SamplerDeps): Sampler {
  const windows = new Map<string, LevelSample[]>();
  let trends: readonly FillTrend[] = [];
  let takenAt = Number.NEGATIVE_INFINITY;
  let thinnedAt = Number.NEGATIVE_INFINITY;

  const windowOf = async (series: string): Promise<LevelSample[]> => {
    const kept = windows.get(series);
    if (kept) return kept;
    const before = await samples.list(series, toIso(clock.now() - WINDOW_MS));
    const loaded = before.map((sample) => ({ at: Date.parse(sample.at), usedBytes: sample.usedBytes, capacityBytes: sample.capacityBytes }));
    windows.set(series, loaded);
    return loaded;
  };

  return {
    get trends() {
      return trends;
    },
    take: async ({ levels }, kvrocks) => {
      const now = clock.now();
      // A clock that was set back begins anew rather than waiting until it catches up.
      if (now - takenAt < EVERY_MS && now >= takenAt) return false;
      takenAt = now;
      const next: FillTrend[] = [];
      for (const level of levels) {
        const { namespace, claim, usedBytes, capacityBytes } = level;
        const window = await windowOf(`${namespace}/${claim}`);
        window.push({ at: now, usedBytes, capacityBytes });
        while (window[0] && (window[0].at < now - WINDOW_MS || window[0].at > now)) window.shift();
        const parts = kvrocks?.namespace === namespace && kvrocks.claim === claim ? kvrocks.composition : undefined;
        await samples.add(`${namespace}/${claim}`, toSample(level, now, parts));
        next.push(fillTrend({ namespace, claim }, window, now));
      }
      trends = next;
      if (now - thinnedAt >= THIN_EVERY_MS) {
        thinnedAt = now;
        await samples.thin(now);
      }
      return true;
    },
  };
}

function toSample(level: FillLevels['levels'][number], now: number, parts: KvrocksFacts['composition']): SampleRecord {
  const { usedBytes, capacityBytes, inodesUsed, inodes } = level;
  return {
    at: toIso(now),
    ...{ usedBytes, capacityBytes },
    ...(inodesUsed === undefined ? {} : { inodesUsed }),
    ...(inodes === undefined ? {} : { inodes }),
    ...(parts ? { parts: { liveBytes: parts.liveBytes, archiveBytes: parts.archiveBytes, restBytes: parts.restBytes } } : {}),
  };
}

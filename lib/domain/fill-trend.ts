import { linearRegression, medianSorted, quantileSorted } from 'simple-statistics';
import type { FillTrend } from '@/lib/domain/facts/storage';

const HOUR = 3_600_000;
/** Slope over the last three hours: long enough to see through a compaction's teeth, short enough to notice an inference run. */
const WINDOW_MS = 3 * HOUR;
const BURST_MS = 10 * 60_000;
const MIN_SAMPLES = 10;
const MIN_SPAN_MS = 15 * 60_000;
/** A share of the volume: more than a compaction frees, less than a cache that is dropped. */
const EMPTIED = 0.25;
/** More points than this add nothing but pairs. */
const MAX_POINTS = 120;
/** Below this a volume does not fill: about a gigabyte in two months. */
const STILL_BYTES_PER_HOUR = 1_000_000;

export interface LevelSample {
  readonly at: number;
  readonly usedBytes: number;
  readonly capacityBytes: number;
}

/**
 * How a level moves, from its samples (oldest first, times in ms): Theil–Sen slope, the median of the slopes between all pairs, so that a single
 * growth or a compaction does not bend it; the time to full with the interval in which 80 % of those slopes lie. Fewer than ten samples or a quarter
 * of an hour give no slope: too short is not zero. A volume that was emptied begins anew: how fast it filled before says nothing of what comes.
 */
export function fillTrend(claim: { namespace: string; claim: string }, samples: readonly LevelSample[], now: number): FillTrend {
  const recent = sinceEmptied(samples.filter((sample) => sample.at >= now - WINDOW_MS && sample.at <= now));
  const first = recent[0];
  const last = recent.at(-1);
  const windowHours = first && last ? round((last.at - first.at) / HOUR, 2) : 0;
  const base = { ...claim, sampleCount: recent.length, windowHours };
  if (!first || !last || recent.length < MIN_SAMPLES || last.at - first.at < MIN_SPAN_MS) return base;
  const slopes = pairSlopes(thin(sinceLastResize(recent)));
  if (slopes.length === 0) return base;
  const middle = medianSorted(slopes);
  const burst = burstOf(recent, now);
  return {
    ...base,
    bytesPerHour: Math.round(middle),
    ...(burst === undefined ? {} : { burstBytesPerHour: Math.round(burst) }),
    ...timeToFull(last, middle, quantileSorted(slopes, 0.1), quantileSorted(slopes, 0.9)),
  };
}

/** Slopes between all pairs at least a tenth of the window apart, ascending: neighbours are mostly noise. */
function pairSlopes(samples: readonly LevelSample[]): number[] {
  const [first, last] = [samples[0], samples.at(-1)];
  const apart = first && last ? (last.at - first.at) / 10 : 0;
  const slopes: number[] = [];
  samples.forEach((a, i) => {
    for (const b of samples.slice(i + 1)) if (b.at - a.at > apart) slopes.push(((b.usedBytes - a.usedBytes) / (b.at - a.at)) * HOUR);
  });
  return slopes.sort((x, y) => x - y);
}

function timeToFull(last: LevelSample, middle: number, slowest: number, fastest: number): Pick<FillTrend, 'fullAt' | 'fullEarliestAt' | 'fullLatestAt'> {
  if (middle < STILL_BYTES_PER_HOUR) return {};
  const free = Math.max(0, last.capacityBytes - last.usedBytes);
  const at = (slope: number) => new Date(Math.min(last.at + (free / slope) * HOUR, MAX_DATE)).toISOString();
  return {
    fullAt: at(middle),
    fullEarliestAt: at(Math.max(fastest, middle)),
    ...(slowest >= STILL_BYTES_PER_HOUR ? { fullLatestAt: at(Math.min(slowest, middle)) } : {}),
  };
}
const MAX_DATE = Date.parse('9999-01-01T00:00:00Z');

/** Fastest ten minutes of the last hour, by a line through each ten minutes' samples. */
function burstOf(samples: readonly LevelSample[], now: number): number | undefined {
  const hour = samples.filter((sample) => sample.at > now - HOUR);
  const slopes = hour.flatMap((start) => {
    const window = hour.filter((sample) => sample.at >= start.at && sample.at <= start.at + BURST_MS);
    const end = window.at(-1);
    if (!end || window.length < 5 || end.at - start.at < BURST_MS * 0.8) return [];
    return linearRegression(window.map((sample) => [(sample.at - start.at) / HOUR, sample.usedBytes])).m;
  });
  return slopes.length > 0 ? Math.max(...slopes) : undefined;
}

/** From where a quarter of the volume or more was freed at once, last. */
function sinceEmptied(samples: readonly LevelSample[]): readonly LevelSample[] {
  const from = samples.findLastIndex(({ usedBytes, capacityBytes }, i) => (samples[i - 1]?.usedBytes ?? 0) - usedBytes >= capacityBytes * EMPTIED);
  return from > 0 ? samples.slice(from) : samples;
}

/** A volume that was enlarged may have been moved or trimmed with it: what was before does not continue. */
function sinceLastResize(samples: readonly LevelSample[]): readonly LevelSample[] {
  const lastCapacity = samples.at(-1)?.capacityBytes ?? 0;
  const from = samples.findLastIndex((sample) => Math.abs(sample.capacityBytes - lastCapacity) > lastCapacity * 0.005) + 1;
  return samples.length - from >= MIN_SAMPLES ? samples.slice(from) : samples;
}

function thin(samples: readonly LevelSample[]): readonly LevelSample[] {
  const step = Math.ceil(samples.length / MAX_POINTS);
  return samples.filter((_, i) => (samples.length - 1 - i) % step === 0);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

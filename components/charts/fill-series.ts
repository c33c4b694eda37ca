import type { ClaimHistory } from '@/lib/domain/rows/details';

const GIB = 1024 ** 3;
const HOUR = 3_600_000;

/** Where a claim stands and where it is going, for the part of the chart right of now. */
export interface Forecast {
  readonly now: number;
  readonly usedBytes: number;
  readonly capacityBytes: number;
  readonly fullAt?: number;
  readonly fullEarliestAt?: number;
  readonly fullLatestAt?: number;
}

export interface FillPoint {
  readonly t: number;
  readonly live?: number;
  readonly archive?: number;
  readonly rest?: number;
  readonly used?: number;
  readonly size?: number;
  readonly forecast?: number;
  readonly band?: [number, number];
}

/** Points of the chart in GiB: what was measured up to now, then the forecast line and its interval, never above the claim's size. */
export function fillSeries(samples: ClaimHistory['samples'], forecast: Forecast): FillPoint[] {
  const past = samples.map((s) => ({
    t: Date.parse(s.at),
    size: s.capacityBytes / GIB,
    ...(s.liveBytes === undefined
      ? { used: s.usedBytes / GIB }
      : { live: s.liveBytes / GIB, archive: (s.archiveBytes ?? 0) / GIB, rest: (s.restBytes ?? 0) / GIB }),
  }));
  return [...past, ...futureOf(forecast)];
}

function futureOf({ now, usedBytes, capacityBytes, fullAt, fullEarliestAt, fullLatestAt }: Forecast): FillPoint[] {
  const used = usedBytes / GIB;
  const size = capacityBytes / GIB;
  if (fullAt === undefined || fullAt <= now) return [];
  const reach = (until: number | undefined) => (t: number) =>
    until === undefined || until <= now ? used : Math.min(size, used + ((size - used) * (t - now)) / (until - now));
  const [line, high, low] = [reach(fullAt), reach(fullEarliestAt ?? fullAt), reach(fullLatestAt)];
  const moments = [now, fullEarliestAt, fullAt, horizonOf({ now, fullAt, ...(fullLatestAt === undefined ? {} : { fullLatestAt }) })];
  return [...new Set(moments.filter((t): t is number => t !== undefined))]
    .sort((a, b) => a - b)
    .map((t) => ({ t, size, band: [low(t), high(t)], ...(t <= fullAt ? { forecast: line(t) } : {}) }));
}

/** Right end of the time axis: a little past the moment it is full, at most as far ahead as three days. */
export function horizonOf({ now, fullAt, fullLatestAt }: { now: number; fullAt?: number; fullLatestAt?: number }): number {
  if (fullAt === undefined) return now;
  return Math.min(now + 72 * HOUR, Math.max(fullAt + (fullAt - now) * 0.15, fullLatestAt ?? 0));
}

/** Whole hours or midnights that divide the span into five to eight parts. */
export function timeTicks(from: number, to: number): number[] {
  const step = [1 / 12, 1 / 4, 1, 2, 6, 12, 24, 48].map((h) => h * HOUR).find((s) => (to - from) / s <= 7) ?? 96 * HOUR;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
}

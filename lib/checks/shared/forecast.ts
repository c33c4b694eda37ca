import type { FillTrend } from '@/lib/domain/facts/storage';

/** When a volume is full at the slope of its samples, in whole hours from `now`; undefined where it is not filling or that is not known. */
export interface Forecast {
  readonly hours: number;
  readonly fullAt: string;
  readonly earliestAt?: string;
  readonly latestAt?: string;
}

/** Fewer samples than this make no forecast that anybody should act on. */
const MIN_SAMPLES = 6;

export function forecastOf(trend: FillTrend | undefined, now: number): Forecast | undefined {
  if (trend?.fullAt === undefined || trend.sampleCount < MIN_SAMPLES || (trend.bytesPerHour ?? 0) <= 0) return undefined;
  const at = Date.parse(trend.fullAt);
  if (Number.isNaN(at)) return undefined;
  return {
    hours: Math.max(0, (at - now) / 3_600_000),
    fullAt: trend.fullAt,
    ...(trend.fullEarliestAt ? { earliestAt: trend.fullEarliestAt } : {}),
    ...(trend.fullLatestAt ? { latestAt: trend.fullLatestAt } : {}),
  };
}

/** `2026-02-11T23:00Z (20:40 to 02:10)`: the moment and its interval, as evidence. Loupe's views write the same in the reader's own time zone. */
export function forecastText(forecast: Forecast): string {
  const interval = forecast.earliestAt ? ` (${minute(forecast.earliestAt)} to ${forecast.latestAt ? minute(forecast.latestAt) : 'possibly never'})` : '';
  return `${minute(forecast.fullAt)}${interval}`;
}

function minute(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16)}Z`;
}

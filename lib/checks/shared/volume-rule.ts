import type { FillLevel, FillTrend } from '@/lib/domain/facts/storage';
import type { Severity } from '@/lib/domain/finding';
import type { Thresholds } from '@/lib/domain/installation';
import { type Forecast, forecastOf } from './forecast';

/** Which rule spoke. Words of each: `checks.volume-nearly-full.title`. */
export type VolumeRule = 'bytes' | 'inodes' | 'slope' | 'burst';

export interface VolumeJudgement {
  readonly rule: VolumeRule;
  readonly severity: Severity;
  readonly percent: number;
  readonly inodePercent: number | undefined;
  readonly forecast: Forecast | undefined;
  /** Hours until full at the fastest ten minutes of the last hour. */
  readonly burstHours: number | undefined;
}

/** Below these levels a slope or a burst says too little: the volume may be meant to fill. */
const SLOPE_FROM_PERCENT = 50;
const BURST_FROM_PERCENT = 70;

/** Judges one volume: bytes, inodes, the slope of its samples, and a burst that would fill it within the hour. The worst rule speaks. */
export function judgeVolume(level: FillLevel, trend: FillTrend | undefined, thresholds: Thresholds, now: number): VolumeJudgement | undefined {
  if (level.capacityBytes <= 0) return undefined;
  const percent = (level.usedBytes / level.capacityBytes) * 100;
  const inodePercent = level.inodes !== undefined && level.inodes > 0 && level.inodesUsed !== undefined ? (level.inodesUsed / level.inodes) * 100 : undefined;
  const forecast = forecastOf(trend, now);
  const burst = trend?.burstBytesPerHour ?? 0;
  const burstHours = burst > 0 ? (level.capacityBytes - level.usedBytes) / burst : undefined;
  const byLevel = (value: number): Severity | undefined =>
    value >= thresholds.volumeCriticalPercent ? 'critical' : value >= thresholds.volumeWarnPercent ? 'warning' : undefined;
  const verdicts: readonly (readonly [VolumeRule, Severity | undefined])[] = [
    ['bytes', byLevel(percent)],
    ['inodes', inodePercent === undefined ? undefined : byLevel(inodePercent)],
    ['slope', percent >= SLOPE_FROM_PERCENT ? bySlope(forecast?.hours, thresholds) : undefined],
    ['burst', percent >= BURST_FROM_PERCENT && burstHours !== undefined && burstHours <= 1 ? 'warning' : undefined],
  ];
  const worst = verdicts.find(([, s]) => s === 'critical') ?? verdicts.find(([, s]) => s !== undefined);
  return worst?.[1] ? { rule: worst[0], severity: worst[1], percent, inodePercent, forecast, burstHours } : undefined;
}

function bySlope(hours: number | undefined, thresholds: Thresholds): Severity | undefined {
  if (hours === undefined) return undefined;
  if (hours <= thresholds.hoursToFullCritical) return 'critical';
  return hours <= thresholds.hoursToFullWarn ? 'warning' : undefined;
}

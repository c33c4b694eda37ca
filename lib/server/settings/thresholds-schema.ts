import { z } from 'zod';
import type { Thresholds } from '@/lib/domain/installation';

const percent = z.number().int().min(1, 'a whole number from 1 to 99').max(99, 'a whole number from 1 to 99');
const whole = (max: number) =>
  z.number().int(`a whole number from 1 to ${max}`).min(1, `a whole number from 1 to ${max}`).max(max, `a whole number from 1 to ${max}`);

/** Figures the checks compare with, as they may be set: a warning comes before the critical level. */
export const thresholdsSchema = z
  .object({
    restartsIn10Minutes: whole(100),
    volumeWarnPercent: percent,
    volumeCriticalPercent: percent,
    kvrocksWarnPercent: percent,
    kvrocksCriticalPercent: percent,
    hoursToFullWarn: whole(2160),
    hoursToFullCritical: whole(2160),
    nodeDiskWarnPercent: percent,
    buildStuckMinutes: whole(1440),
    unschedulableSeconds: whole(3600),
    pendingPullSeconds: whole(3600),
    probeFailureSeconds: whole(3600),
  } satisfies Record<keyof Thresholds, z.ZodType<number>>)
  .refine((t) => t.volumeWarnPercent < t.volumeCriticalPercent, { path: ['volumeWarnPercent'], message: 'below the critical level' })
  .refine((t) => t.kvrocksWarnPercent < t.kvrocksCriticalPercent, { path: ['kvrocksWarnPercent'], message: 'below the critical level' })
  .refine((t) => t.hoursToFullWarn > t.hoursToFullCritical, { path: ['hoursToFullWarn'], message: 'more hours than the critical figure' });

import type { ClaimRow } from '@/lib/domain/rows/topics';

/** Fill level in percent, or undefined when it was not measured. */
export function percentOf(claim: Pick<ClaimRow, 'usedBytes' | 'capacityBytes'>): number | undefined {
  return claim.usedBytes === undefined || !claim.capacityBytes ? undefined : (100 * claim.usedBytes) / claim.capacityBytes;
}

/** The fullest first; what was not measured last, by name. */
export function byFill(a: ClaimRow, b: ClaimRow): number {
  return (percentOf(b) ?? -1) - (percentOf(a) ?? -1) || a.label.localeCompare(b.label);
}

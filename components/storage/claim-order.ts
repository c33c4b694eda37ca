import type { ClaimRow } from '@/lib/domain/rows/topics';

const tones = ['bad', 'warn', 'ok', 'unknown'] as const;

/** Share of the claim that is used, 0–100, or undefined when it was not measured. */
export function percentOf(claim: Pick<ClaimRow, 'usedBytes' | 'capacityBytes'>): number | undefined {
  return claim.usedBytes === undefined || !claim.capacityBytes ? undefined : (claim.usedBytes / claim.capacityBytes) * 100;
}

/** The most urgent claim first: by tone, then the one that is full soonest, then by level; unmeasured ones last. */
export function inUrgency(claims: readonly ClaimRow[]): ClaimRow[] {
  return [...claims].sort(
    (a, b) =>
      tones.indexOf(a.tone) - tones.indexOf(b.tone) ||
      Number(a.fullAt === undefined) - Number(b.fullAt === undefined) ||
      (a.fullAt ?? '').localeCompare(b.fullAt ?? '') ||
      (percentOf(b) ?? -1) - (percentOf(a) ?? -1) ||
      a.name.localeCompare(b.name),
  );
}

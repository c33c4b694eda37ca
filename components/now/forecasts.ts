import type { ClaimRow } from '@/lib/domain/rows/topics';

export interface Forecast {
  readonly id: string;
  readonly label: string;
  /** When it is full, and the interval that moment lies in. Milliseconds since the epoch. */
  readonly at: number;
  readonly earliest: number;
  readonly latest: number;
}

const DAY = 86_400_000;

/** What will be full next, soonest first; nothing beyond the horizon, where a straight line says little. */
export function forecastsOf(claims: readonly ClaimRow[], now: number, horizonDays = 30): Forecast[] {
  return claims
    .flatMap((claim) => {
      if (!claim.fullAt) return [];
      const at = Date.parse(claim.fullAt);
      const earliest = claim.fullEarliestAt ? Date.parse(claim.fullEarliestAt) : at;
      const latest = claim.fullLatestAt ? Date.parse(claim.fullLatestAt) : at;
      return at >= now && at <= now + horizonDays * DAY ? [{ id: claim.id, label: claim.label, at, earliest, latest }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

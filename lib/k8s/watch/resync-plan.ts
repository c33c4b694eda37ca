import 'server-only';

const FIRST_SPACING_MS = 60_000;
const MAX_SPACING_MS = 3_600_000;

/**
 * When to list again because an event was skipped: what it said is unknown, so the picture may be wrong. At first a minute after the last
 * list, then ever more rarely, so that an object that is always unreadable costs little.
 */
export interface ResyncPlan {
  skipped(now: number): void;
  listed(now: number): void;
  due(now: number): boolean;
}

export function createResyncPlan(): ResyncPlan {
  let spacing = FIRST_SPACING_MS;
  let listedAt = Number.NEGATIVE_INFINITY;
  let at: number | undefined;
  return {
    skipped(now) {
      at ??= Math.max(now, listedAt + spacing);
    },
    listed(now) {
      if (at !== undefined && now >= at) spacing = Math.min(spacing * 2, MAX_SPACING_MS);
      listedAt = now;
      at = undefined;
    },
    due: (now) => at !== undefined && now >= at,
  };
}

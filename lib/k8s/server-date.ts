import 'server-only';

export interface SkewEstimate {
  /** Server time minus local time, milliseconds. */
  readonly skewMs: number;
  /** Takes in one answer's Date header; times are local milliseconds when the request left and the answer began. True when skewMs changed. */
  observe(header: string | undefined, sentAt: number, receivedAt: number): boolean;
}

/**
 * How far the API server's clock is from ours. A Date header has whole seconds, so each answer gives an interval; the intervals of many
 * answers narrow it to their overlap, and one that does not overlap means that a clock was moved: it starts anew. Zero while zero fits.
 */
export function createSkewEstimate(): SkewEstimate {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let skewMs = 0;
  return {
    get skewMs() {
      return skewMs;
    },
    observe(header, sentAt, receivedAt) {
      const date = Date.parse(header ?? '');
      if (Number.isNaN(date)) return false;
      const from = date - receivedAt;
      const to = date + 1000 - sentAt;
      const overlaps = from <= high && to >= low;
      low = overlaps ? Math.max(low, from) : from;
      high = overlaps ? Math.min(high, to) : to;
      const next = low <= 0 && high >= 0 ? 0 : Math.round((low + high) / 2);
      const changed = next !== skewMs;
      skewMs = next;
      return changed;
    },
  };
}

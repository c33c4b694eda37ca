import { describe, expect, it } from 'vitest';
import { fillSeries, horizonOf, timeTicks } from './fill-series';

const GIB = 1024 ** 3;
const HOUR = 3_600_000;
const now = Date.parse('2026-02-12T12:00:00Z');

describe('the points of a fill chart', () => {
  it('shows what was measured in GiB, by composition where it is known', () => {
    const [plain, parts] = fillSeries(
      [
        { at: '2026-02-12T10:00:00Z', usedBytes: 10 * GIB, capacityBytes: 50 * GIB },
        { at: '2026-02-12T11:00:00Z', usedBytes: 12 * GIB, capacityBytes: 50 * GIB, liveBytes: 9 * GIB, archiveBytes: 2 * GIB, restBytes: GIB },
      ],
      { now, usedBytes: 12 * GIB, capacityBytes: 50 * GIB },
    );
    expect(plain).toMatchObject({ used: 10, size: 50 });
    expect(parts).toMatchObject({ live: 9, archive: 2, rest: 1 });
  });

  it('ends the forecast at the size and keeps the interval around it', () => {
    const points = fillSeries([], {
      now,
      usedBytes: 90 * GIB,
      capacityBytes: 100 * GIB,
      fullAt: now + 10 * HOUR,
      fullEarliestAt: now + 8 * HOUR,
      fullLatestAt: now + 14 * HOUR,
    });
    const full = points.find((p) => p.t === now + 10 * HOUR);
    expect(full?.forecast).toBe(100);
    for (const { band } of points) expect(band && band[0] <= band[1] && band[1] <= 100).toBe(true);
  });

  it('draws no forecast for a claim that is not filling', () => {
    expect(fillSeries([], { now, usedBytes: GIB, capacityBytes: 50 * GIB })).toEqual([]);
    expect(horizonOf({ now })).toBe(now);
  });

  it('puts ticks on whole steps of time', () => {
    expect(timeTicks(now - 48 * HOUR, now).map((t) => t % (12 * HOUR))).toEqual([0, 0, 0, 0, 0]);
  });
});

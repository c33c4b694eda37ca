import { describe, expect, it } from 'vitest';
import { fillTrend, type LevelSample } from '@/lib/domain/fill-trend';

const GIB = 1024 ** 3;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = Date.parse('2026-02-11T12:00:00Z');
const claim = { namespace: 'cvat', claim: 'kvrocks' };

/** A sample a minute over the last `minutes`, used bytes by minute. */
function line(minutes: number, used: (minute: number) => number, capacity = 100 * GIB): LevelSample[] {
  return Array.from({ length: minutes + 1 }, (_, i) => ({ at: now - (minutes - i) * MINUTE, usedBytes: used(i), capacityBytes: capacity }));
}

describe('the trend of a fill level', () => {
  it('gives slope, moment and interval for steady growth', () => {
    const trend = fillTrend(
      claim,
      line(180, (m) => 80 * GIB + (m / 60) * 2 * GIB),
      now,
    );
    expect((trend.bytesPerHour ?? 0) / GIB).toBeCloseTo(2, 2);
    // 86 GiB used of 100 at 2 GiB/h: seven hours.
    expect(Date.parse(trend.fullAt ?? '') - now).toBeCloseTo(7 * HOUR, -5);
    expect(trend).toMatchObject({ windowHours: 3, sampleCount: 181 });
  });

  it('is not bent by one flush or one spike', () => {
    const spiky = line(180, (m) => 50 * GIB + (m / 60) * GIB + (m === 100 ? 20 * GIB : 0));
    expect((fillTrend(claim, spiky, now).bytesPerHour ?? 0) / GIB).toBeCloseTo(1, 1);
  });

  it('widens the interval with noise and keeps the order earliest, moment, latest', () => {
    const noise = (m: number) => ((m * 7919) % 13) / 13;
    const trend = fillTrend(
      claim,
      line(180, (m) => 80 * GIB + (m / 60) * 2 * GIB + noise(m) * GIB),
      now,
    );
    const [earliest, middle, latest] = [trend.fullEarliestAt, trend.fullAt, trend.fullLatestAt].map((at) => Date.parse(at ?? ''));
    expect(earliest).toBeLessThan(middle ?? 0);
    expect(middle).toBeLessThan(latest ?? 0);
  });

  it('names no moment for a level that rests or falls', () => {
    for (const perHour of [0, -GIB]) {
      const trend = fillTrend(
        claim,
        line(180, (m) => 50 * GIB + (m / 60) * perHour),
        now,
      );
      expect(trend.bytesPerHour).toBeCloseTo(perHour, -3);
      expect(trend.fullAt).toBeUndefined();
    }
  });

  it('leaves the latest moment open when growth may be none', () => {
    const steps = line(180, (m) => 80 * GIB + (m > 85 ? ((m - 85) / 60) * GIB : 0));
    const trend = fillTrend(claim, steps, now);
    expect(trend.fullAt).toBeDefined();
    expect(trend.fullLatestAt).toBeUndefined();
  });

  it('finds the fastest ten minutes of the last hour', () => {
    const burst = line(180, (m) => 50 * GIB + Math.min(Math.max(m - 150, 0), 10) * GIB);
    expect((fillTrend(claim, burst, now).burstBytesPerHour ?? 0) / GIB).toBeCloseTo(60, 0);
  });

  it('says nothing from too few samples or too short a time', () => {
    expect(
      fillTrend(
        claim,
        line(8, (m) => m * GIB),
        now,
      ),
    ).toEqual({ ...claim, sampleCount: 9, windowHours: 0.13 });
    expect(fillTrend(claim, [], now)).toEqual({ ...claim, sampleCount: 0, windowHours: 0 });
    expect(
      fillTrend(
        claim,
        line(12, (m) => m * GIB),
        now,
      ).bytesPerHour,
    ).toBeUndefined();
  });

  it('says nothing of a volume that was just emptied, and goes on from there', () => {
    const emptiedAt = (minutesAgo: number) => line(180, (m) => (m < 180 - minutesAgo ? 40 * GIB + (m / 60) * 20 * GIB : 40 * GIB + (m / 60) * GIB));
    expect(fillTrend(claim, emptiedAt(8), now).bytesPerHour).toBeUndefined();
    expect(fillTrend(claim, emptiedAt(8), now).fullAt).toBeUndefined();
    expect((fillTrend(claim, emptiedAt(30), now).bytesPerHour ?? 0) / GIB).toBeCloseTo(1, 1);
  });

  it('begins anew after the volume was enlarged', () => {
    const before = line(180, (m) => 90 * GIB + m * 0.05 * GIB).slice(0, 120);
    const after = line(60, () => 70 * GIB, 200 * GIB);
    expect(fillTrend(claim, [...before, ...after], now).bytesPerHour).toBeCloseTo(0, 0);
  });
});

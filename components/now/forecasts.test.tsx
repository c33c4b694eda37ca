import { describe, expect, it } from 'vitest';
import { forecastsOf } from '@/components/now/forecasts';
import type { ClaimRow } from '@/lib/domain/rows/topics';

const now = Date.parse('2026-02-12T12:00:00Z');
const claim = (id: string, over: Partial<ClaimRow>): ClaimRow => ({
  id,
  namespace: 'cvat',
  name: id,
  label: id,
  phase: 'Bound',
  requestedBytes: 1,
  sharesNodeDisk: false,
  tone: 'ok',
  growthLimitedBy: 'unknown',
  ...over,
});

describe('what needs attention next', () => {
  it('puts the soonest first and leaves out what does not fill', () => {
    const rows = [claim('late', { fullAt: '2026-03-08T00:00:00Z' }), claim('still', {}), claim('soon', { fullAt: '2026-02-21T00:00:00Z' })];
    expect(forecastsOf(rows, now).map((f) => f.id)).toEqual(['soon', 'late']);
  });
  it('says nothing beyond the horizon, nor about the past', () => {
    expect(forecastsOf([claim('a', { fullAt: '2026-03-20T00:00:00Z' }), claim('b', { fullAt: '2026-02-11T00:00:00Z' })], now)).toEqual([]);
  });
  it('is a moment without interval where none was computed', () => {
    const [forecast] = forecastsOf([claim('a', { fullAt: '2026-02-21T00:00:00Z' })], now);
    expect(forecast?.earliest).toBe(forecast?.latest);
  });
});

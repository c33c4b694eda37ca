import { describe, expect, it } from 'vitest';
import type { ClaimRow } from '@/lib/domain/rows/topics';
import { inUrgency, percentOf } from './claim-order';

const claim = (name: string, row: Partial<ClaimRow>): ClaimRow => ({
  id: name,
  namespace: 'cvat',
  name,
  label: name,
  phase: 'Bound',
  requestedBytes: 1,
  sharesNodeDisk: false,
  tone: 'ok',
  growthLimitedBy: 'unknown',
  ...row,
});

describe('the order of claims', () => {
  it('puts what is red first, then what fills soonest, then by level, and unmeasured last', () => {
    const order = inUrgency([
      claim('unmeasured', { tone: 'unknown' }),
      claim('half', { usedBytes: 5, capacityBytes: 10 }),
      claim('tomorrow', { usedBytes: 1, capacityBytes: 10, fullAt: '2026-02-13T00:00:00Z' }),
      claim('red', { tone: 'bad', usedBytes: 9, capacityBytes: 10 }),
      claim('full', { usedBytes: 8, capacityBytes: 10 }),
    ]).map((c) => c.name);
    expect(order).toEqual(['red', 'tomorrow', 'full', 'half', 'unmeasured']);
  });

  it('says nothing of a level that was not measured', () => {
    expect(percentOf(claim('x', { capacityBytes: 10 }))).toBeUndefined();
  });
});

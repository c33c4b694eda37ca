import { describe, expect, it } from 'vitest';
import type { PodRow } from '@/lib/domain/rows/topics';
import { podSummary, podsStart } from './pod-summary';

const row = (n: number, tone: PodRow['tone'] = 'ok') => ({ id: `${n}`, name: `p-${String(n).padStart(5, '0')}`, workload: 'w', state: tone, tone }) as PodRow;

describe('the beginning of the page of pods', () => {
  it('is the first rows in the page’s own order, and the sentence about all of them', () => {
    const rows = [...Array.from({ length: 10_000 }, (_, n) => row(n)), row(10_001, 'warn'), row(10_002, 'bad')];
    const { rows: first, summary } = podsStart(rows);
    expect(first.slice(0, 3).map(({ name }) => name)).toEqual(['p-10002', 'p-10001', 'p-00000']);
    expect(first.length).toBeLessThan(100);
    expect(summary).toMatchObject({ total: 10_002, bad: 1, starting: 1, firstBad: { state: 'bad' } });
  });

  it('says nothing of a first that does not work where there is none', () => {
    expect(podSummary([row(1)])).toEqual({ total: 1, bad: 0, starting: 0, firstBad: undefined });
  });
});

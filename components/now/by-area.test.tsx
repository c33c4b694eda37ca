import { describe, expect, it } from 'vitest';
import { byArea } from '@/components/now/by-area';
import type { CheckRow } from '@/lib/domain/rows/topics';

const check = (id: string, area: string, outcome: CheckRow['outcome'], at?: string): CheckRow => ({
  id,
  area,
  outcome,
  name: { key: id },
  ...(at ? { at } : {}),
});

describe('what was checked, by area', () => {
  it('is green only when nothing was found and nothing was missed', () => {
    const icon = (...outcomes: CheckRow['outcome'][]) => byArea(outcomes.map((o, n) => check(`${n}`, 'gpu', o)))[0]?.icon;
    expect(icon('ok', 'not-applicable')).toBe('ok');
    expect(icon('ok', 'unknown')).toBe('unknown');
    expect(icon('ok', 'found', 'unknown')).toBe('bad');
    expect(icon('not-applicable')).toBe('not-applicable');
  });
  it('is as old as its oldest look', () => {
    const [area] = byArea([check('a', 'gpu', 'ok', '2026-02-12T12:00:30Z'), check('b', 'gpu', 'ok', '2026-02-12T12:00:10Z')]);
    expect(area).toMatchObject({ passed: 2, oldestAt: '2026-02-12T12:00:10Z' });
  });
});

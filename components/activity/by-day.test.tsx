import { describe, expect, it } from 'vitest';
import type { ChangeRow } from '@/lib/domain/rows/topics';
import { byDay } from './by-day';

const change = (id: string, at: string): ChangeRow => ({ id, at, kind: 'event', subject: { kind: 'Pod', name: 'p' }, text: { key: 'x' }, tone: 'plain' });

describe('changes by day', () => {
  it('puts the newest day first, and within a day the newest change first', () => {
    const groups = byDay([change('a', '2026-02-11T09:00:00Z'), change('b', '2026-02-12T08:00:00Z'), change('c', '2026-02-11T10:00:00Z')]);
    expect(groups.map(([day, rows]) => [day, rows.map((r) => r.id)])).toEqual([
      ['2026-02-12', ['b']],
      ['2026-02-11', ['c', 'a']],
    ]);
  });
});

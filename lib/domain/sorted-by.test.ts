import { describe, expect, it } from 'vitest';
import { sortedBy } from '@/lib/domain/sorted-by';

describe('a list sorted under keys', () => {
  it('keeps the order under each key, and leaves out what has none', () => {
    const byFirst = sortedBy((word: string) => word[0]);
    expect([...byFirst(['ant', 'bee', '', 'asp'])]).toEqual([
      ['a', ['ant', 'asp']],
      ['b', ['bee']],
    ]);
  });

  it('sorts a list once, and another one anew', () => {
    let asked = 0;
    const byItself = sortedBy((word: string) => {
      asked++;
      return word;
    });
    const list = ['a', 'b'];
    expect(byItself(list)).toBe(byItself(list));
    expect(asked).toBe(2);
    expect([...byItself(['c']).keys()]).toEqual(['c']);
  });
});

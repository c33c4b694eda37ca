import { describe, expect, it } from 'vitest';
import { mergeDifference } from './merge-difference';

describe('the merge patch between two objects', () => {
  it('names what changed, what came and, as null, what went', () => {
    const before = { a: 1, gone: 'x', deep: { kept: true, changed: 1, gone: {} } };
    expect(mergeDifference(before, { a: 1, deep: { kept: true, changed: 2 }, came: [1] })).toEqual({
      gone: null,
      deep: { changed: 2, gone: null },
      came: [1],
    });
  });

  it('sends a list whole, because a merge patch knows no other way', () => {
    expect(mergeDifference({ list: [1, 2] }, { list: [1] })).toEqual({ list: [1] });
  });

  it('is nothing for equals, and for a field that was only set to undefined', () => {
    expect(mergeDifference({ a: { b: [1] } }, { a: { b: [1] }, c: undefined })).toBeUndefined();
  });
});

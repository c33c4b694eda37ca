import { describe, expect, it } from 'vitest';
import { applyPatch } from '@/lib/remediations/testing/apply-patch';
import { jsonChanges } from './json-changes';

const cases: [string, unknown, unknown][] = [
  ['a value', { a: 1, b: 2 }, { a: 1, b: 3 }],
  ['a key that goes and one that comes', { 'x/y~z': 1 }, { c: { d: [1] } }],
  [
    'a named item that comes first',
    { env: [{ name: 'b', v: 1 }] },
    {
      env: [
        { name: 'a', v: 1 },
        { name: 'b', v: 2 },
      ],
    },
  ],
  ['named items that go from the middle', { env: ['a', 'b', 'c', 'd'].map((name) => ({ name })) }, { env: [{ name: 'a' }, { name: 'd' }, { name: 'e' }] }],
  ['another order', { env: [{ name: 'a' }, { name: 'b' }] }, { env: [{ name: 'b' }, { name: 'a' }] }],
  ['a plain list', { args: ['x', 'y'] }, { args: ['x', 'z', 'y'] }],
  ['another kind of value', { a: [1] }, { a: { b: 1 } }],
];

describe('jsonChanges', () => {
  it.each(cases)('turns one into the other: %s', (_, from, to) => {
    expect(applyPatch(structuredClone(from), 'json', jsonChanges(from, to))).toEqual(to);
  });

  it('names only what differs', () => {
    expect(jsonChanges({ same: { deep: [1, 2] }, b: 1 }, { same: { deep: [1, 2] }, b: 2 })).toEqual([{ op: 'replace', path: '/b', value: 2 }]);
    expect(jsonChanges({ a: [1] }, { a: [1] })).toEqual([]);
  });
});

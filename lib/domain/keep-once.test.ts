import { describe, expect, it } from 'vitest';
import { keepOnce } from '@/lib/domain/keep-once';

const made = (text: string) => JSON.parse(text) as unknown;

describe('keeping a value once', () => {
  it('gives the first of those that are equal', () => {
    const first = made('{"app":"cvat","parts":[1,{"a":null}]}');
    expect(keepOnce(first)).toBe(first);
    expect(keepOnce(made('{"app":"cvat","parts":[1,{"a":null}]}'))).toBe(first);
  });

  it('tells apart what differs, also a text from what it spells', () => {
    expect(keepOnce(made('{"a":1}'))).not.toBe(keepOnce(made('{"a":2}')));
    expect(keepOnce('{"a":1}')).toBe('{"a":1}');
    expect(keepOnce([])).toEqual([]);
    expect(keepOnce({})).toEqual({});
    expect(keepOnce(undefined)).toBeUndefined();
    expect(keepOnce(null)).toBeNull();
  });

  it('keeps what is seen again and again, and forgets the rest', () => {
    const usual = keepOnce(made('{"usual":true}'));
    const once = keepOnce(made('{"once":true}'));
    for (let i = 0; i < 12_000; i += 1) {
      keepOnce({ i });
      if (i % 1_000 === 0) expect(keepOnce(made('{"usual":true}'))).toBe(usual);
    }
    expect(keepOnce(made('{"once":true}'))).not.toBe(once);
  });

  it('leaves alone what is too long to be compared', () => {
    const long = () => ['x'.repeat(20_000)];
    expect(keepOnce(long())).not.toBe(keepOnce(long()));
    expect(keepOnce(long())).toEqual(long());
  });
});

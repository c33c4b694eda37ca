import { describe, expect, it } from 'vitest';
import { cvatTokenSchema } from '@/lib/server/cvat-token/cvat-token-schema';

describe('a token as it is pasted', () => {
  it.each([['0123456789abcdef0123456789abcdef01234567'], ['  Bearer abc.def-ghi  '], ['token 0123456789'], ['a.b_c~d+e/f=']])('may be %j', (text) => {
    expect(cvatTokenSchema.parse(text)).toBe(text.trim());
  });

  it.each([['short'], ['with blanks inside'], ['line\nbreak-here'], ['x'.repeat(4097)], ['Basic YWRtaW46YWRtaW4='], ['токен-токен']])(
    'may not be %j',
    (text) => {
      expect(cvatTokenSchema.safeParse(text).success).toBe(false);
    },
  );
});

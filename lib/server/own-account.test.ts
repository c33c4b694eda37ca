import { describe, expect, it } from 'vitest';
import { createOwnAccount } from '@/lib/server/own-account';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('own account', () => {
  it('is asked at once, again soon until it is told, then rarely, and is not forgotten', async () => {
    let now = 0;
    let asked = 0;
    let answer: string | undefined;
    const account = createOwnAccount(
      async () => {
        asked += 1;
        return answer;
      },
      { now: () => now },
    );
    await settled();
    expect([asked, account.name]).toEqual([1, undefined]);
    answer = 'system:serviceaccount:loupe:loupe';
    now += 10_000;
    expect(account.name).toBeUndefined();
    await settled();
    expect([asked, account.name]).toEqual([2, answer]);
    now += 10_000;
    expect(account.name).toBe('system:serviceaccount:loupe:loupe');
    expect(asked).toBe(2);
    now += 300_000;
    answer = undefined;
    expect(account.name).toBe('system:serviceaccount:loupe:loupe');
    await settled();
    expect([asked, account.name]).toEqual([3, 'system:serviceaccount:loupe:loupe']);
  });
});

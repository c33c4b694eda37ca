import 'server-only';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const FAILURES = 5;
const WINDOW_SECONDS = 300;

/** Five failed attempts in five minutes, per account and per address, as other consoles of this kind allow. */
export interface SignInLimit {
  /** Seconds to wait, or undefined when an attempt may be made. */
  blockedFor(username: string, address: string): Promise<number | undefined>;
  failed(username: string, address: string): Promise<void>;
  succeeded(username: string, address: string): Promise<void>;
}

export function createSignInLimit(): SignInLimit {
  const byAccount = new RateLimiterMemory({ points: FAILURES, duration: WINDOW_SECONDS, keyPrefix: 'account' });
  const byAddress = new RateLimiterMemory({ points: FAILURES * 4, duration: WINDOW_SECONDS, keyPrefix: 'address' });
  const keys = (username: string, address: string) =>
    [
      [byAccount, `${username.toLowerCase().slice(0, 64)}`],
      [byAddress, address],
    ] as const;
  return {
    async blockedFor(username, address) {
      for (const [limiter, key] of keys(username, address)) {
        const state = await limiter.get(key);
        if (state && state.consumedPoints >= limiter.points) return Math.ceil(state.msBeforeNext / 1000);
      }
      return undefined;
    },
    async failed(username, address) {
      for (const [limiter, key] of keys(username, address)) await limiter.penalty(key);
    },
    async succeeded(username, address) {
      const [[accounts, account]] = keys(username, address);
      await accounts.delete(account);
    },
  };
}

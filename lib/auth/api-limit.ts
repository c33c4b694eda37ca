import 'server-only';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Calls of one token a minute. */
export const API_CALLS_PER_MINUTE = 120;
/** Calls with a token that is none, from one address, in five minutes. */
const FAILURES = 30;
const FAILURE_SECONDS = 300;

/** Keeps one script from taking the server, and one address from guessing. Each answers the seconds to wait, or undefined when the call may be made. */
export interface ApiLimit {
  used(tokenId: string): Promise<number | undefined>;
  blocked(address: string): Promise<number | undefined>;
  failed(address: string): Promise<void>;
}

export function createApiLimit(): ApiLimit {
  const calls = new RateLimiterMemory({ points: API_CALLS_PER_MINUTE, duration: 60, keyPrefix: 'api-token' });
  const failures = new RateLimiterMemory({ points: FAILURES, duration: FAILURE_SECONDS, keyPrefix: 'api-address' });
  return {
    used: async (tokenId) => {
      try {
        await calls.consume(tokenId);
        return undefined;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
    blocked: async (address) => {
      const state = await failures.get(address);
      return state && state.consumedPoints >= FAILURES ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : undefined;
    },
    failed: async (address) => {
      await failures.penalty(address);
    },
  };
}

import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { PrismaClient } from '@/generated/prisma/client';
import { createAccount } from '@/lib/auth/accounts';
import type { Auth } from '@/lib/auth/auth';
import type { Clock } from '@/lib/domain/clock';

const LIFETIME_MS = 15 * 60_000;

/** The one-time token of an installation without accounts. Only its holder can make the first administrator. */
export interface SetUpToken {
  /** True exactly once for the right token within its 15 minutes. */
  redeem(token: string): boolean;
}

/**
 * Makes the first administrator from configuration, or, where none is configured, a one-time token which `announce` writes to the log.
 * Does nothing and answers undefined when there is an account already.
 */
export async function prepareFirstAdmin(input: {
  auth: Auth;
  db: PrismaClient;
  clock: Clock;
  configured: { username: string; password: string } | undefined;
  announce: (token: string) => void;
}): Promise<SetUpToken | undefined> {
  if ((await input.db.user.count()) > 0) return undefined;
  if (input.configured) {
    await createAccount(input.auth, input.db, { ...input.configured, role: 'admin' });
    return undefined;
  }
  const token = randomBytes(24).toString('base64url');
  input.announce(token);
  return createSetUpToken(token, input.clock);
}

/** Exported for its tests: a token that can be redeemed once, within its lifetime. */
export function createSetUpToken(token: string, clock: Clock): SetUpToken {
  const expected = Buffer.from(token);
  const until = clock.now() + LIFETIME_MS;
  let used = false;
  return {
    redeem(given) {
      const bytes = Buffer.from(given);
      if (used || clock.now() > until || bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return false;
      used = true;
      return true;
    },
  };
}

import 'server-only';
import type { PrismaClient } from '@/generated/prisma/client';
import { type ApiLimit, createApiLimit } from '@/lib/auth/api-limit';
import { type ApiTokens, createApiTokens } from '@/lib/auth/api-tokens';
import { type Auth, createAuth } from '@/lib/auth/auth';
import { prepareFirstAdmin, type SetUpToken } from '@/lib/auth/first-admin';
import { loadSecret } from '@/lib/auth/secret';
import { createSignInLimit, type SignInLimit } from '@/lib/auth/sign-in-limit';
import type { Clock } from '@/lib/domain/clock';

/** Everything about people: accounts, sessions, the limit on sign-in, and the one-time token while there is no account. */
export interface People {
  readonly auth: Auth;
  readonly db: PrismaClient;
  readonly signInLimit: SignInLimit;
  /** Tokens of scripts, and the limit on their calls. */
  readonly apiTokens: ApiTokens;
  readonly apiLimit: ApiLimit;
  /** Set while nobody has an account yet. */
  readonly setUp: SetUpToken | undefined;
}

/** Opens it once at start, after the migrations. Makes the configured first administrator, or announces the one-time token. */
export async function openPeople(input: {
  db: PrismaClient;
  origin: string;
  dataDir: string;
  secret: string | undefined;
  clock: Clock;
  configured: { username: string; password: string } | undefined;
  announce: (token: string) => void;
}): Promise<People> {
  const auth = createAuth(input.db, { origin: input.origin, secret: loadSecret(input.dataDir, input.secret) });
  const setUp = await prepareFirstAdmin({ ...input, auth });
  return { auth, db: input.db, signInLimit: createSignInLimit(), apiTokens: createApiTokens(input.db, input.clock), apiLimit: createApiLimit(), setUp };
}

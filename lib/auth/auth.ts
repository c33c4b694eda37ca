import 'server-only';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { admin, username } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { adminAc, defaultStatements } from 'better-auth/plugins/admin/access';
import type { PrismaClient } from '@/generated/prisma/client';

const access = createAccessControl({ ...defaultStatements });
const nothing = access.newRole({});

export interface AuthOptions {
  /** The address people open, scheme included. Over https cookies are Secure and carry the __Secure- prefix. */
  readonly origin: string;
  /** At least 32 random bytes. */
  readonly secret: string;
}

/**
 * Accounts and sessions in our own database. Only its server-side calls are used: no handler of the library is mounted, so the surface before
 * sign-in is the one route /api/sign-in (and /api/set-up while there is no account). Sessions are looked up each time, so that a revoked one
 * or a changed role counts at once.
 */
export function createAuth(db: PrismaClient, { origin, secret }: AuthOptions) {
  return betterAuth({
    baseURL: origin,
    secret,
    database: prismaAdapter(db, { provider: 'sqlite', transaction: true }),
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: 12 * 60 * 60, updateAge: 10 * 60, cookieCache: { enabled: false } },
    // Sign-in is limited by our own route: calls from the server pass this limiter by.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: origin.startsWith('https://'),
      cookiePrefix: 'loupe',
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
    },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 40 }),
      admin({
        ac: access,
        roles: { viewer: nothing, operator: nothing, admin: access.newRole(adminAc.statements) },
        defaultRole: 'viewer',
        adminRoles: ['admin'],
      }),
    ],
  });
}
export type Auth = ReturnType<typeof createAuth>;

import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ApiToken, PrismaClient, User } from '@/generated/prisma/client';
import { type Actor, roleSchema } from '@/lib/domain/actor';
import { type ApiScope, type ApiTokenRow, apiScopeSchema, type NewApiToken } from '@/lib/domain/api-token';
import type { Clock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import { say } from '@/lib/domain/text';

/** Begins every token, so that scanners and people know one where it leaked. */
export const API_TOKEN_PREFIX = 'loupe_';
const SHAPE = /^loupe_[\w-]{43}$/;
const MOST_PER_ACCOUNT = 20;
const DAY_MS = 24 * 60 * 60_000;
/** The moment of last use is kept to the minute: one write a minute, however often a token is used. */
const USED_EVERY_MS = 60_000;

/** Who calls with a token: its account as it is now, and what the token was made for. */
export interface ApiCaller {
  readonly actor: Actor;
  readonly tokenId: string;
  readonly tokenName: string;
  readonly scopes: readonly ApiScope[];
}

/** Tokens for scripts. A value is 256 random bits, told once; what is kept is its SHA-256, which needs no salt because nothing shorter is guessed. */
export interface ApiTokens {
  /** Throws invalid-input when the account has 20 tokens that work. */
  create(userId: string, wanted: NewApiToken): Promise<{ readonly value: string; readonly id: string }>;
  /** Newest first; of one account, or of all. */
  list(userId?: string): Promise<readonly ApiTokenRow[]>;
  /** One token, of that account unless none is named. Throws not-found. */
  get(id: string, userId?: string): Promise<ApiTokenRow>;
  /** Ends it at once; ending it twice changes nothing. */
  revoke(id: string): Promise<void>;
  /** Who is behind the value, or undefined when it is none of ours, revoked, expired, or its account is disabled, gone or without a known role. */
  resolve(value: string): Promise<ApiCaller | undefined>;
}

type WithUser = ApiToken & { readonly user: User };
const include = { user: true } as const;

export function createApiTokens(db: PrismaClient, clock: Clock): ApiTokens {
  const row = (token: WithUser) => toRow(token, clock.now());
  return {
    create: async (userId, { name, scopes, days }) => {
      const now = clock.now();
      const working = await db.apiToken.count({ where: { userId, revokedAt: null, expiresAt: { gt: new Date(now) } } });
      if (working >= MOST_PER_ACCOUNT) throw new AppError('invalid-input', { text: say('errors.too-many-tokens', { most: MOST_PER_ACCOUNT }) });
      const value = API_TOKEN_PREFIX + randomBytes(32).toString('base64url');
      const data = { userId, name, scopes: [...scopes], hash: hashOf(value), createdAt: new Date(now), expiresAt: new Date(now + days * DAY_MS) };
      const { id } = await db.apiToken.create({ data });
      return { value, id };
    },
    list: async (userId) => {
      const tokens = await db.apiToken.findMany({ ...(userId ? { where: { userId } } : {}), include, orderBy: { createdAt: 'desc' } });
      return tokens.map(row);
    },
    get: async (id, userId) => {
      const token = await db.apiToken.findFirst({ where: { id, ...(userId ? { userId } : {}) }, include });
      if (!token) throw new AppError('not-found', { detail: 'token' });
      return row(token);
    },
    revoke: async (id) => {
      await db.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(clock.now()) } });
    },
    resolve: async (value) => {
      if (!SHAPE.test(value)) return undefined;
      const token = await db.apiToken.findUnique({ where: { hash: hashOf(value) }, include });
      const role = roleSchema.safeParse(token?.user.role);
      if (!token || !role.success || row(token).state !== 'works') return undefined;
      await noteUse(db, token, clock.now());
      const actor: Actor = { id: token.user.id, name: ownerOf(token), role: role.data };
      return { actor, tokenId: token.id, tokenName: token.name, scopes: scopesOf(token) };
    },
  };
}

async function noteUse(db: PrismaClient, token: ApiToken, now: number): Promise<void> {
  if (token.lastUsedAt && Math.abs(now - token.lastUsedAt.getTime()) < USED_EVERY_MS) return;
  await db.apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: new Date(now) } });
}

function toRow(token: WithUser, now: number): ApiTokenRow {
  return {
    id: token.id,
    name: token.name,
    owner: ownerOf(token),
    scopes: scopesOf(token),
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    ...(token.lastUsedAt ? { lastUsedAt: token.lastUsedAt.toISOString() } : {}),
    state: stateOf(token, now),
  };
}

function stateOf(token: WithUser, now: number): ApiTokenRow['state'] {
  if (token.revokedAt) return 'revoked';
  if (token.expiresAt.getTime() <= now) return 'expired';
  return token.user.banned ? 'account-disabled' : 'works';
}

/** A scope this version does not know gives nothing. */
function scopesOf(token: ApiToken): ApiScope[] {
  const kept = z.array(z.string()).safeParse(token.scopes);
  return (kept.data ?? []).flatMap((scope) => apiScopeSchema.safeParse(scope).data ?? []);
}

function ownerOf({ user }: WithUser): string {
  return user.username ?? user.name;
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

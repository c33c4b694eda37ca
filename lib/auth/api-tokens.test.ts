import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeRole, setDisabled } from '@/lib/auth/accounts';
import { type ApiTokens, createApiTokens } from '@/lib/auth/api-tokens';
import { connectDatabase, type Database } from '@/lib/db/client';
import { scratchDatabase } from '@/lib/db/scratch-database';
import type { Clock } from '@/lib/domain/clock';

const DAY = 86_400_000;
let scratch: Awaited<ReturnType<typeof scratchDatabase>>;
let db: Database;
let now: number;
let tokens: ApiTokens;
const clock = { now: () => now } as Clock;

beforeEach(async () => {
  scratch = await scratchDatabase();
  db = connectDatabase(scratch.url);
  now = Date.parse('2026-02-12T12:00:00Z');
  tokens = createApiTokens(db, clock);
  for (const [id, role] of [
    ['eva', 'viewer'],
    ['ada', 'admin'],
  ] as const)
    await db.user.create({ data: { id, name: id, username: id, email: `${id}@localhost.invalid`, role } });
});
afterEach(async () => {
  await db.$disconnect();
  scratch.remove();
});

const make = (userId = 'eva') => tokens.create(userId, { name: 'grafana', scopes: ['read'], days: 30 });

describe('a token', () => {
  it('is told once with a prefix people know, and kept only as a hash', async () => {
    const { value, id } = await make();
    expect(value).toMatch(/^loupe_[\w-]{43}$/);
    const kept = JSON.stringify(await db.apiToken.findUniqueOrThrow({ where: { id } }));
    expect(kept).not.toContain(value.slice('loupe_'.length));
    expect(JSON.stringify(await tokens.list())).not.toContain(value.slice('loupe_'.length));
  });

  it('says whose it is, with the role the account has now', async () => {
    const { value } = await make();
    expect(await tokens.resolve(value)).toMatchObject({ actor: { id: 'eva', name: 'eva', role: 'viewer' }, tokenName: 'grafana', scopes: ['read'] });
    await changeRole(db, 'eva', 'operator');
    expect((await tokens.resolve(value))?.actor.role).toBe('operator');
  });

  it('ends when it is revoked, at once, and only once', async () => {
    const { value, id } = await make();
    await tokens.revoke(id);
    const first = (await db.apiToken.findUniqueOrThrow({ where: { id } })).revokedAt;
    now += DAY;
    await tokens.revoke(id);
    expect(await tokens.resolve(value)).toBeUndefined();
    expect((await db.apiToken.findUniqueOrThrow({ where: { id } })).revokedAt).toEqual(first);
    expect(await tokens.list()).toMatchObject([{ state: 'revoked' }]);
  });

  it('ends at its last moment', async () => {
    const { value } = await make();
    now += 30 * DAY - 1;
    expect(await tokens.resolve(value)).toBeDefined();
    now += 1;
    expect(await tokens.resolve(value)).toBeUndefined();
    expect(await tokens.list()).toMatchObject([{ state: 'expired' }]);
  });

  it('rests while its account is disabled and goes with it', async () => {
    const { value } = await make();
    await setDisabled(db, 'eva', true);
    expect(await tokens.resolve(value)).toBeUndefined();
    expect(await tokens.list()).toMatchObject([{ state: 'account-disabled' }]);
    await setDisabled(db, 'eva', false);
    expect(await tokens.resolve(value)).toBeDefined();
    await db.user.delete({ where: { id: 'eva' } });
    expect(await tokens.resolve(value)).toBeUndefined();
    expect(await tokens.list()).toEqual([]);
  });

  it('is nothing for a role that is not known', async () => {
    const { value } = await make();
    await db.user.update({ where: { id: 'eva' }, data: { role: 'superuser' } });
    expect(await tokens.resolve(value)).toBeUndefined();
  });

  it('remembers its last use to the minute, not at each call', async () => {
    const { value, id } = await make();
    const used = async () => (await db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime();
    await tokens.resolve(value);
    const first = now;
    now += 59_000;
    await tokens.resolve(value);
    expect(await used()).toBe(first);
    now += 1_000;
    await tokens.resolve(value);
    expect(await used()).toBe(now);
  });

  it.each(['', 'loupe_', 'loupe_short', `loupe_${'a'.repeat(43)}`, `${'a'.repeat(49)}`])('is not %j', async (value) => {
    await make();
    expect(await tokens.resolve(value)).toBeUndefined();
  });
});

describe('tokens of an account', () => {
  it('are listed for their owner alone, or all of them, newest first', async () => {
    await make();
    now += 1_000;
    const { id } = await make('ada');
    expect((await tokens.list('eva')).map((t) => t.owner)).toEqual(['eva']);
    expect((await tokens.list()).map((t) => t.owner)).toEqual(['ada', 'eva']);
    await expect(tokens.get(id, 'eva')).rejects.toMatchObject({ code: 'not-found' });
    expect(await tokens.get(id)).toMatchObject({ owner: 'ada' });
  });

  it('are twenty at most that work; a revoked one makes room', async () => {
    const made = [];
    for (let i = 0; i < 20; i += 1) made.push(await make());
    await expect(make()).rejects.toMatchObject({ code: 'invalid-input', userMessage: { key: 'errors.too-many-tokens' } });
    await tokens.revoke(made[0]?.id ?? '');
    await expect(make()).resolves.toBeDefined();
    await expect(make('ada')).resolves.toBeDefined();
  });

  it('lose a scope this version does not know', async () => {
    const { value, id } = await make();
    await db.apiToken.update({ where: { id }, data: { scopes: ['read', 'write'] } });
    expect((await tokens.resolve(value))?.scopes).toEqual(['read']);
  });
});

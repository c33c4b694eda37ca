import { describe, expect, it } from 'vitest';
import { API_CALLS_PER_MINUTE, createApiLimit } from '@/lib/auth/api-limit';
import type { ApiCaller, ApiTokens } from '@/lib/auth/api-tokens';
import { type ApiGate, requireApiToken } from '@/lib/server/api-token';

const caller: ApiCaller = { actor: { id: 'eva', name: 'eva', role: 'viewer' }, tokenId: 't1', tokenName: 'grafana', scopes: ['read'] };

function gate(): ApiGate & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolve: ApiTokens['resolve'] = async (value) => {
    asked.push(value);
    return value === 'loupe_right' ? caller : undefined;
  };
  return { asked, apiLimit: createApiLimit(), apiTokens: { resolve } as ApiTokens };
}

const request = (headers: Record<string, string>) => new Request('http://loupe/api/v1/status', { headers });
const withToken = (value = 'loupe_right') => request({ authorization: `Bearer ${value}`, 'x-forwarded-for': '10.0.0.9' });

describe('requireApiToken', () => {
  it('tells who calls, from where', async () => {
    expect(await requireApiToken(withToken(), 'read', gate())).toEqual({ ...caller, actor: { ...caller.actor, address: '10.0.0.9' } });
  });

  it.each([{}, { cookie: 'loupe.session_token=abc' }, { authorization: 'Basic YTpi' }, { authorization: 'Bearer a b' }, { authorization: 'loupe_right' }])(
    'refuses %j without asking the database',
    async (headers) => {
      const people = gate();
      await expect(requireApiToken(request(headers as Record<string, string>), 'read', people)).rejects.toMatchObject({ code: 'token-refused' });
      expect(people.asked).toEqual([]);
    },
  );

  it('refuses a token without the scope, and names the scope', async () => {
    await expect(requireApiToken(withToken(), 'read:ledger', gate())).rejects.toMatchObject({
      code: 'token-scope',
      userMessage: { params: { scope: 'read:ledger' } },
    });
  });

  it('lets a token call so often a minute and says how long to wait', async () => {
    const people = gate();
    for (let i = 0; i < API_CALLS_PER_MINUTE; i += 1) await requireApiToken(withToken(), 'read', people);
    const refused = await requireApiToken(withToken(), 'read', people).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'rate-limited' });
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(0);
  });

  it('stops an address that guesses, and asks the database no more', async () => {
    const people = gate();
    for (let i = 0; i < 30; i += 1) await requireApiToken(withToken('loupe_wrong'), 'read', people).catch(() => undefined);
    const before = people.asked.length;
    await expect(requireApiToken(withToken('loupe_wrong'), 'read', people)).rejects.toMatchObject({ code: 'rate-limited' });
    expect(people.asked.length).toBe(before);
  });
});

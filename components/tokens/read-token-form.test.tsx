import { describe, expect, it } from 'vitest';
import { readTokenForm, tokenDays, tokenScopes } from '@/components/tokens/read-token-form';
import { apiScopes, apiTokenDays, newApiTokenSchema } from '@/lib/domain/api-token';

describe('the form of a new token', () => {
  it('offers what the server takes', () => {
    expect([tokenScopes, tokenDays]).toEqual([apiScopes, apiTokenDays]);
  });

  it('asks for what was typed and ticked', () => {
    const form = new FormData();
    form.set('name', 'grafana');
    form.set('days', '30');
    form.append('scopes', 'metrics');
    form.append('scopes', 'read');
    expect(newApiTokenSchema.parse(readTokenForm(form))).toEqual({ name: 'grafana', days: 30, scopes: ['read', 'metrics'] });
    expect(newApiTokenSchema.safeParse(readTokenForm(new FormData())).success).toBe(false);
  });
});

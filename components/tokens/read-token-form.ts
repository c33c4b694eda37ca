import type { ApiScope, NewApiToken } from '@/lib/domain/api-token';

/** Listed here, not imported, so that the browser need not load the schemas. */
export const tokenScopes = ['read', 'read:ledger', 'metrics'] as const satisfies readonly ApiScope[];
export const tokenDays = [7, 30, 90, 365] as const;

/** What the form asks for. The server judges it. */
export function readTokenForm(form: Pick<FormData, 'get' | 'getAll'>): NewApiToken {
  const ticked = form.getAll('scopes');
  return { name: String(form.get('name') ?? ''), days: Number(form.get('days')), scopes: tokenScopes.filter((scope) => ticked.includes(scope)) };
}

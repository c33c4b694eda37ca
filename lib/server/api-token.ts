import 'server-only';
import type { ApiCaller } from '@/lib/auth/api-tokens';
import type { ApiScope } from '@/lib/domain/api-token';
import { AppError } from '@/lib/domain/errors';
import { clientAddress } from '@/lib/server/client-address';
import { type Container, getContainer } from '@/lib/server/container';

/** What the gate needs of the container. */
export type ApiGate = Pick<Container['people'], 'apiTokens' | 'apiLimit'>;

/**
 * Who calls with `Authorization: Bearer loupe_…`, where the token holds the scope. Cookies count for nothing here: a page that was tricked
 * into a request gets nothing. Throws token-refused (401), token-scope (403), rate-limited (429, with the seconds to wait).
 */
export async function requireApiToken(request: Request, scope: ApiScope, people?: ApiGate): Promise<ApiCaller> {
  const { apiTokens, apiLimit } = people ?? (await getContainer()).people;
  const address = clientAddress(request.headers);
  refuseFor(await apiLimit.blocked(address));
  const value = /^Bearer +(\S{1,200})$/i.exec(request.headers.get('authorization')?.trim() ?? '')?.[1];
  const caller = value === undefined ? undefined : await apiTokens.resolve(value);
  if (!caller) {
    // A request without a token guesses nothing.
    if (value !== undefined) await apiLimit.failed(address);
    throw new AppError('token-refused');
  }
  refuseFor(await apiLimit.used(caller.tokenId));
  if (!caller.scopes.includes(scope)) throw new AppError('token-scope', { params: { scope } });
  return { ...caller, actor: { ...caller.actor, address } };
}

function refuseFor(seconds: number | undefined): void {
  if (seconds !== undefined) throw new AppError('rate-limited', { params: { seconds }, retryAfterSeconds: seconds });
}

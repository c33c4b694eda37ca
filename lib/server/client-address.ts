/**
 * The address a request came from, for the ledger and the limit on sign-in. Next puts the peer's own address at the end of X-Forwarded-For;
 * what stands before it was said by somebody else and is not believed.
 */
export function clientAddress(headers: Pick<Headers, 'get'>): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return last.slice(0, 45) || 'unknown';
}

export const dynamic = 'force-dynamic';

/** The process answers. Looks at nothing else: a dead cluster is no reason to restart Loupe. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}

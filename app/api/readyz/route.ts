import { getContainer } from '@/lib/server/container';

export const dynamic = 'force-dynamic';

/** Database and ledger are open. Says whether the cluster's data are live, and is ready without it: pages then show how old they are. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    const { standing } = await getContainer();
    return Response.json({ status: 'ready', cluster: standing().state }, { headers });
  } catch {
    return Response.json({ status: 'not-ready' }, { status: 503, headers });
  }
}

import { getHost } from '@/lib/server/current-host';

export const dynamic = 'force-dynamic';

/**
 * Ready means: the ledger can be written, and the process does not end. Says whether the cluster's data are live and the actor answers, asks
 * neither, and is ready without them: pages then show how old they are, and plans wait.
 */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    const host = await getHost();
    await host.readiness.assert();
    const { standing } = await host.container();
    return Response.json({ status: 'ready', cluster: standing().state, actor: host.actor() }, { headers });
  } catch {
    return Response.json({ status: 'not-ready' }, { status: 503, headers });
  }
}

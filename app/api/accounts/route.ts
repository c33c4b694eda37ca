import { listAccounts } from '@/lib/auth/accounts';
import { getContainer } from '@/lib/server/container';
import { failureResponse } from '@/lib/server/failure';
import { requirePermission } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  try {
    await requirePermission('administer');
    const { people } = await getContainer();
    return Response.json({ rows: await listAccounts(people.db) }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return failureResponse(error, { route: 'accounts' });
  }
}

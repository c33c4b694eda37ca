import { requireApiToken } from '@/lib/server/api-token';
import { getContainer } from '@/lib/server/container';
import { problemResponse } from '@/lib/server/v1/problem';

export const dynamic = 'force-dynamic';

/** The figures for Prometheus, for a token that may read them. Without a token they stand on an address of their own, where one is configured. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireApiToken(request, 'metrics');
    const { metrics } = await getContainer();
    return new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, '/metrics');
  }
}

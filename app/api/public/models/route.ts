import { AppError } from '@/lib/domain/errors';
import { getContainer } from '@/lib/server/container';
import { failureResponse } from '@/lib/server/failure';
import { readPublicModels } from '@/lib/server/reads/public-models';

export const dynamic = 'force-dynamic';

/** The one read without an account, where the administrator allows it. */
export async function GET(): Promise<Response> {
  try {
    const container = await getContainer();
    if (!(await container.publicModels())) throw new AppError('not-found');
    return Response.json(await readPublicModels(), { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return failureResponse(error, { route: '/api/public/models' });
  }
}

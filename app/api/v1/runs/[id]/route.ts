import { readRun } from '@/lib/server/reads/run-detail';
import { apiRoute } from '@/lib/server/v1/api-route';
import { freshness } from '@/lib/server/v1/paged';
import { apiRun } from '@/lib/server/v1/run-answer';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('getRun', async ({ container, params }) => {
  const { run } = await readRun(container, params.id ?? '');
  return { ...freshness(container), run: apiRun(run) };
});

import { readFinding } from '@/lib/server/reads/finding-detail';
import { apiRoute } from '@/lib/server/v1/api-route';
import { apiFinding } from '@/lib/server/v1/finding-answer';
import { freshness } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('getFinding', async ({ container, params }) => {
  const { finding } = await readFinding(container, params.id ?? '');
  return { ...freshness(container), finding: apiFinding(finding) };
});

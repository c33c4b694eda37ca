import { apiRoute } from '@/lib/server/v1/api-route';
import { paged } from '@/lib/server/v1/paged';
import { apiRun } from '@/lib/server/v1/run-answer';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listRuns', ({ container, query }) => {
  const rows = container.board.rows('runs').sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return paged(container, rows, query, apiRun);
});

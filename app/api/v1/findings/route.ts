import { apiRoute } from '@/lib/server/v1/api-route';
import { apiFinding } from '@/lib/server/v1/finding-answer';
import { paged } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listFindings', ({ container, query }) => {
  const { severity, check } = query;
  const rows = container.board.rows('findings').filter((row) => (!severity || row.severity === severity) && (!check || row.checkId === check));
  return paged(container, rows, query, apiFinding);
});

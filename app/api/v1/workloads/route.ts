import { apiWorkload } from '@/lib/server/v1/answers';
import { apiRoute } from '@/lib/server/v1/api-route';
import { paged } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listWorkloads', ({ container, query }) => {
  const rows = container.board.rows('workloads').filter((row) => !query.namespace || row.namespace === query.namespace);
  return paged(container, rows, query, apiWorkload);
});

import { apiPod } from '@/lib/server/v1/answers';
import { apiRoute } from '@/lib/server/v1/api-route';
import { paged } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listPods', ({ container, query }) => {
  const { namespace, workload } = query;
  const rows = container.board.rows('pods').filter((row) => (!namespace || row.namespace === namespace) && (!workload || row.workload === workload));
  return paged(container, rows, query, apiPod);
});

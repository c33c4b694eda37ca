import { readAudit } from '@/lib/server/reads/audit';
import { parseAuditFilter } from '@/lib/server/reads/audit-filter';
import { apiRoute } from '@/lib/server/v1/api-route';
import { freshness } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listLedger', async ({ container, query }) => {
  const { offset, limit, ...filter } = query;
  const given = Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  const { entries, total, chain } = await readAudit(container, { ...parseAuditFilter(new URLSearchParams(given)), offset, limit });
  return { ...freshness(container), total, offset, limit, rows: [...entries], chain };
});

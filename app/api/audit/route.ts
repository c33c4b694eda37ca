import { readAudit } from '@/lib/server/reads/audit';
import { parseAuditFilter } from '@/lib/server/reads/audit-filter';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute('read', ({ query, container }) => readAudit(container, parseAuditFilter(query)));

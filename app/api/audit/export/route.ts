import { z } from 'zod';
import { parseQuery } from '@/lib/server/parse-query';
import { exportAudit } from '@/lib/server/reads/audit-export';
import { parseAuditFilter } from '@/lib/server/reads/audit-filter';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

const formatSchema = z.object({ format: z.enum(['jsonl', 'csv']).default('jsonl') });

export const GET = readRoute('read', ({ query, actor, container }) =>
  exportAudit(container, actor, parseQuery(formatSchema, query).format, parseAuditFilter(query)),
);

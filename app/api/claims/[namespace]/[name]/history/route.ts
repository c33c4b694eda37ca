import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import { parseQuery } from '@/lib/server/parse-query';
import { readClaimHistory } from '@/lib/server/reads/claim-history';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

const querySchema = z.object({ hours: z.coerce.number().int().min(1).max(8784).default(48) });

export const GET = readRoute<{ namespace: string; name: string }>('read', async ({ params, query, container }) => {
  const claim = { namespace: assertObjectName(params.namespace), name: assertObjectName(params.name) };
  return readClaimHistory(container, claim, parseQuery(querySchema, query).hours);
});

import { z } from 'zod';
import { parseQuery } from '@/lib/server/parse-query';
import { followLog, readLog } from '@/lib/server/reads/pod-log';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((text) => text === '1');
const querySchema = z.object({ container: z.string().max(63), tail: z.coerce.number().int().min(1).max(5_000).default(500), previous: flag, follow: flag });

export const GET = readRoute<{ namespace: string; name: string }>('read', async ({ request, params, query, container }) => {
  const { follow, ...rest } = parseQuery(querySchema, query);
  const input = { ...params, ...rest };
  if (!follow) return readLog(container, input);
  return new Response(followLog(container, input, request.signal), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' },
  });
});

import { toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import { isTopic } from '@/lib/server/live/topic-board';
import { noStore, readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute<{ topic: string }>('read', async ({ params, container }) => {
  if (!isTopic(params.topic)) throw new AppError('not-found', { detail: 'topic' });
  const json = container.board.pageJson(params.topic, toIso(container.clock.now()));
  return new Response(json, { headers: { ...noStore, 'content-type': 'application/json; charset=utf-8' } });
});

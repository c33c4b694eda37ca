import { toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import { jsonAnswer } from '@/lib/server/json-answer';
import { isTopic } from '@/lib/server/live/topic-board';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute<{ topic: string }>('read', async ({ params, container }) => {
  if (!isTopic(params.topic)) throw new AppError('not-found', { detail: 'topic' });
  return jsonAnswer(container.board.pageJson(params.topic, toIso(container.clock.now())));
});

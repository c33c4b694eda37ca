import 'server-only';
import { z } from 'zod';
import type { AskCvat } from '@/lib/cvat/ask-cvat';
import { readAnswer } from '@/lib/cvat/read-answer';
import { shownText } from '@/lib/cvat/shown-text';
import type { InferenceRequestFact } from '@/lib/domain/facts/cvat';

const requestsSchema = z.array(
  z.object({
    id: z.string(),
    function: z.object({ id: z.string().nullish(), task: z.number().nullish() }),
    status: z.string(),
    progress: z.number().nullish(),
    enqueued: z.string().nullish(),
    started: z.string().nullish(),
    exc_info: z.string().nullish(),
  }),
);

/**
 * GET /api/lambda/requests: auto-annotation of tasks the token's user may see (an administrator: all). Failed ones are not in CVAT's list: their
 * absence proves nothing.
 */
export async function readInferenceRequests(ask: AskCvat): Promise<readonly InferenceRequestFact[]> {
  const answer = await ask({ path: '/api/lambda/requests' });
  return readAnswer(answer, requestsSchema).map((request) => ({
    id: request.id,
    functionId: request.function.id ?? '',
    status: request.status,
    ...(request.function.task == null ? {} : { task: request.function.task }),
    ...(request.progress == null ? {} : { progress: request.progress }),
    ...(request.enqueued ? { enqueuedAt: request.enqueued } : {}),
    ...(request.started ? { startedAt: request.started } : {}),
    ...(request.exc_info?.trim() ? { error: cause(request.exc_info) } : {}),
  }));
}

/** The last line of a traceback is what went wrong; the rest is where. */
function cause(traceback: string): string {
  return shownText(traceback.trimEnd().split('\n').at(-1)?.trim() ?? '');
}

import 'server-only';
import { z } from 'zod';
import type { AskCvat } from '@/lib/cvat/ask-cvat';
import { errorWords, readAnswer, refuseDenied } from '@/lib/cvat/read-answer';
import type { CvatModels } from '@/lib/domain/facts/cvat';

const functionsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string().nullish(),
    kind: z.string().nullish(),
    labels_v2: z.array(z.object({ name: z.string() })).nullish(),
    description: z.string().nullish(),
  }),
);

/**
 * GET /api/lambda/functions. One function of the project `cvat` with broken metadata makes the whole list answer 500, and an unreachable Nuclio
 * 503: both come back as an answer with its status and words. CVAT lists functions whatever their state.
 */
export async function readModels(ask: AskCvat): Promise<CvatModels> {
  const answer = await ask({ path: '/api/lambda/functions' });
  refuseDenied(answer);
  if (answer.status !== 200) {
    const errorText = errorWords(answer);
    return { httpStatus: answer.status, functions: [], ...(errorText ? { errorText } : {}) };
  }
  const functions = readAnswer(answer, functionsSchema).map(({ id, name, kind, labels_v2, description }) => ({
    id,
    name: name || id,
    kind: kind ?? '',
    labels: (labels_v2 ?? []).map((label) => label.name),
    ...(description ? { description } : {}),
  }));
  return { httpStatus: 200, functions };
}

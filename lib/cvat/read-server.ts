import 'server-only';
import { z } from 'zod';
import type { AskCvat } from '@/lib/cvat/ask-cvat';
import { failed, json, readAnswer } from '@/lib/cvat/read-answer';
import { shownText } from '@/lib/cvat/shown-text';
import type { CvatAbout, CvatHealth } from '@/lib/domain/facts/cvat';

const aboutSchema = z.object({ version: z.string().min(1) });
const healthSchema = z.record(z.string(), z.string());

/** GET /api/server/about: needs no token and touches neither store nor permission service, so it tells only that the server lives. */
export async function readAbout(ask: AskCvat): Promise<CvatAbout> {
  const answer = await ask({ path: '/api/server/about' });
  return { version: readAnswer(answer, aboutSchema).version, ms: answer.ms };
}

/**
 * GET /api/server/health/?format=json, needs no token. CVAT answers 500 as soon as one plugin fails or warns, with the same JSON as for 200: both
 * are answers. Anything that is not such a JSON (a proxy's error page) is `cvat-failed`.
 */
export async function readHealth(ask: AskCvat): Promise<CvatHealth> {
  const answer = await ask({ path: '/api/server/health/?format=json', accept: 'application/json' });
  const parsed = healthSchema.safeParse(json(answer));
  if (!parsed.success || (answer.status !== 200 && answer.status !== 500)) throw failed(answer, 'GET /api/server/health/', parsed.error);
  const plugins = Object.entries(parsed.data).map(([name, status]) => ({ name, status: shownText(status.trim(), 300), working: status === 'working' }));
  return { httpStatus: answer.status, plugins };
}

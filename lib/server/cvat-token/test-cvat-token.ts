import 'server-only';
import type { CvatApi } from '@/lib/cvat/create-cvat-api';
import { AppError } from '@/lib/domain/errors';
import type { CvatTokenTest } from '@/lib/domain/rows/cvat-token';

/**
 * Asks CVAT with a token: its version, which needs none, then whose token it is. Only CVAT's own 401 or 403 means that the token is refused; silence
 * and errors leave it unanswered. Never throws.
 */
export async function testCvatToken(api: Pick<CvatApi, 'about' | 'user'>, at: string): Promise<CvatTokenTest> {
  try {
    const { version } = await api.about();
    return await asUser(api, at, version);
  } catch (error) {
    return { at, outcome: 'unanswered', reason: codeOf(error) };
  }
}

async function asUser(api: Pick<CvatApi, 'user'>, at: string, cvatVersion: string): Promise<CvatTokenTest> {
  try {
    const { name, isAdmin } = await api.user();
    return { at, outcome: 'works', user: name, isAdmin, cvatVersion };
  } catch (error) {
    const reason = codeOf(error);
    return { at, outcome: reason === 'cvat-denied' ? 'refused' : 'unanswered', cvatVersion, reason };
  }
}

function codeOf(error: unknown): AppError['code'] {
  return error instanceof AppError ? error.code : 'internal';
}

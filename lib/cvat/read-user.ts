import 'server-only';
import { z } from 'zod';
import type { AskCvat } from '@/lib/cvat/ask-cvat';
import { readAnswer } from '@/lib/cvat/read-answer';
import type { CvatUser } from '@/lib/domain/facts/cvat';

const userSchema = z.object({ username: z.string().min(1), is_superuser: z.boolean().nullish(), groups: z.array(z.string()).nullish() });

/**
 * GET /api/users/self: whose token it is. An administrator is a member of the group `admin` or a superuser, and sees what all users have; of
 * anybody else's requests and storages CVAT shows only their own.
 */
export async function readUser(ask: AskCvat): Promise<CvatUser> {
  const user = readAnswer(await ask({ path: '/api/users/self' }), userSchema);
  return { name: user.username.slice(0, 150), isAdmin: user.is_superuser === true || (user.groups ?? []).includes('admin') };
}

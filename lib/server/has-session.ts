import 'server-only';
import type { People } from '@/lib/auth/people';
import { roleSchema } from '@/lib/domain/actor';

/** Whether these headers still carry a session that may read. For what outlives its request; routes take requirePermission. */
export async function hasSession(people: People, headers: Headers): Promise<boolean> {
  const session = await people.auth.api.getSession({ headers });
  return session !== null && !session.user.banned && roleSchema.safeParse(session.user.role).success;
}

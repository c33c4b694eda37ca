import { holds } from '@/lib/domain/actor';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** An administrator sees every token, everybody else their own. */
export const GET = readRoute('read', async ({ actor, container }) => ({
  rows: await container.people.apiTokens.list(holds(actor.role, 'administer') ? undefined : actor.id),
}));

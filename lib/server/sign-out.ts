import 'server-only';
import { getContainer } from '@/lib/server/container';
import { backTo } from '@/lib/server/entry-form';
import { toFailure } from '@/lib/server/failure';
import { assertSameOrigin } from '@/lib/server/same-origin';
import { findActor } from '@/lib/server/session';

/** Ends the session of a plain form's sender, in the database too, and writes it down. Signing out without a session is no failure. */
export async function signOutFromForm(request: Request): Promise<Response> {
  const container = await getContainer();
  try {
    assertSameOrigin(request.headers, container.origins);
    const actor = await findActor();
    const response = backTo('/sign-in');
    if (!actor) return response;
    await container.ledger.append({ event: 'sign-out', actor });
    const answer = await container.people.auth.api.signOut({ headers: request.headers, returnHeaders: true });
    for (const cookie of answer.headers.getSetCookie()) response.headers.append('set-cookie', cookie);
    return response;
  } catch (error) {
    return backTo('/sign-in', toFailure(error, { route: 'sign-out' }).code);
  }
}

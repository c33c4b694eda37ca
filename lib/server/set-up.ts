import 'server-only';
import { z } from 'zod';
import { createAccount } from '@/lib/auth/accounts';
import { clientAddress } from '@/lib/server/client-address';
import { getContainer } from '@/lib/server/container';
import { backTo, readEntryForm } from '@/lib/server/entry-form';
import { toFailure } from '@/lib/server/failure';
import { assertSameOrigin } from '@/lib/server/same-origin';

const formSchema = z.object({
  token: z.string().min(1).max(100),
  username: z.string().regex(/^[a-zA-Z0-9_.]{2,40}$/),
  password: z.string().min(10).max(200),
});

/** Makes the first administrator for whoever holds the one-time token of the log. Gone once there is an account. */
export async function setUpFromForm(request: Request): Promise<Response> {
  const container = await getContainer();
  try {
    assertSameOrigin(request.headers, container.origins);
    const { people } = container;
    if (!people.setUp || (await people.db.user.count()) > 0) return backTo('/sign-in');
    const address = clientAddress(request.headers);
    const wait = await people.signInLimit.blockedFor('set-up', address);
    if (wait !== undefined) return backTo('/set-up', 'rate-limited', wait);
    const form = formSchema.safeParse(await readEntryForm(request));
    if (!form.success) return backTo('/set-up', 'empty');
    if (!people.setUp.redeem(form.data.token)) {
      await people.signInLimit.failed('set-up', address);
      return backTo('/set-up', 'refused');
    }
    await container.ledger.append({
      event: 'account-created',
      actor: { name: form.data.username, address },
      target: form.data.username,
      detail: { role: 'admin', by: 'one-time token' },
    });
    await createAccount(people.auth, people.db, { username: form.data.username, password: form.data.password, role: 'admin' });
    return backTo('/sign-in', 'made');
  } catch (error) {
    return backTo('/set-up', toFailure(error, { route: 'set-up' }).code);
  }
}

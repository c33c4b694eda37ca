import 'server-only';
import { isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { AppError } from '@/lib/domain/errors';
import { clientAddress } from '@/lib/server/client-address';
import { type Container, getContainer } from '@/lib/server/container';
import { backTo, readEntryForm } from '@/lib/server/entry-form';
import { toFailure } from '@/lib/server/failure';
import { assertSameOrigin } from '@/lib/server/same-origin';

const formSchema = z.object({ username: z.string().min(1).max(64), password: z.string().min(1).max(200) });

/**
 * Signs in from a plain form, so it works before any script has loaded. Wrong name and wrong password give one answer. Five failures in five
 * minutes close the account's door for the rest of them; every attempt stands in the ledger.
 */
export async function signInFromForm(request: Request): Promise<Response> {
  const container = await getContainer();
  try {
    assertSameOrigin(request.headers, container.origins);
    const form = formSchema.safeParse(await readEntryForm(request));
    if (!form.success) return backTo('/sign-in', 'empty');
    return await attempt(container, form.data, request.headers);
  } catch (error) {
    const failure = toFailure(error, { route: 'sign-in' });
    return backTo('/sign-in', failure.code);
  }
}

async function attempt(container: Container, form: z.infer<typeof formSchema>, headers: Headers): Promise<Response> {
  const address = clientAddress(headers);
  const { auth, signInLimit } = container.people;
  const wait = await signInLimit.blockedFor(form.username, address);
  if (wait !== undefined) {
    await record(container, 'sign-in-failed', form.username, address, 'rate-limited');
    return backTo('/sign-in', 'rate-limited', wait);
  }
  const cookies = await verify(auth, form, headers);
  if (!cookies) {
    await signInLimit.failed(form.username, address);
    await record(container, 'sign-in-failed', form.username, address, 'refused');
    return backTo('/sign-in', 'refused');
  }
  await signInLimit.succeeded(form.username, address);
  await record(container, 'sign-in', form.username, address);
  const response = backTo('/');
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

async function verify(auth: Container['people']['auth'], form: z.infer<typeof formSchema>, headers: Headers): Promise<string[] | undefined> {
  try {
    const answer = await auth.api.signInUsername({ body: form, headers, returnHeaders: true });
    return answer.headers.getSetCookie();
  } catch (error) {
    // By its mark, not its class: the server's start and its routes are bundled apart, each with a class of its own.
    if (isAPIError(error) && error.statusCode < 500) return undefined;
    throw new AppError('internal', { cause: error });
  }
}

function record(container: Container, event: 'sign-in' | 'sign-in-failed', name: string, address: string, outcome?: string) {
  return container.ledger.append({ event, actor: { name: name.slice(0, 64), address }, ...(outcome ? { outcome } : {}) });
}

import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { type Actor, holds, type Permission, roleSchema } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/errors';
import { clientAddress } from '@/lib/server/client-address';
import { getContainer } from '@/lib/server/container';

/** Who is signed in with this request, looked up in the database, or undefined. Disabled accounts and unknown roles count as signed out. */
export const findActor = cache(async (): Promise<Actor | undefined> => {
  const sent = await headers();
  const { people } = await getContainer();
  const session = await people.auth.api.getSession({ headers: sent });
  const role = roleSchema.safeParse(session?.user.role);
  if (!session || session.user.banned || !role.success) return undefined;
  return { id: session.user.id, name: session.user.username ?? session.user.name, role: role.data, address: clientAddress(sent) };
});

/** For route handlers and actions: the actor, or AppError signed-out / forbidden. */
export async function requirePermission(permission: Permission): Promise<Actor> {
  const actor = await findActor();
  if (!actor) throw new AppError('signed-out');
  if (!holds(actor.role, permission)) throw new AppError('forbidden', { params: { permission } });
  return actor;
}

/** For pages: sends a visitor without session to sign in. */
export async function requirePage(permission: Permission = 'read'): Promise<Actor> {
  const actor = await findActor();
  if (!actor) redirect('/sign-in');
  if (!holds(actor.role, permission)) throw new AppError('forbidden', { params: { permission } });
  return actor;
}

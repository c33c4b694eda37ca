import 'server-only';
import type { PrismaClient } from '@/generated/prisma/client';
import { type Actor, roleSchema } from '@/lib/domain/actor';

/** The account with that id as it is now, or undefined when it is gone, disabled or without a known role. */
export async function knownPerson(db: Pick<PrismaClient, 'user'>, id: string): Promise<Omit<Actor, 'address'> | undefined> {
  const user = await db.user.findUnique({ where: { id } });
  const role = roleSchema.safeParse(user?.role);
  if (!user || user.banned || !role.success) return undefined;
  return { id: user.id, name: user.username ?? user.name, role: role.data };
}

import 'server-only';
import type { PrismaClient } from '@/generated/prisma/client';
import type { Auth } from '@/lib/auth/auth';
import type { Role } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/errors';

/** An account as administrators see it. */
export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly role: string;
  readonly createdAt: string;
  readonly disabled: boolean;
  readonly sessions: number;
}

export async function listAccounts(db: PrismaClient): Promise<AccountRow[]> {
  const users = await db.user.findMany({
    orderBy: { username: 'asc' },
    include: { _count: { select: { sessions: { where: { expiresAt: { gt: new Date() } } } } } },
  });
  return users.map((u) => ({
    id: u.id,
    username: u.username ?? u.name,
    role: u.role ?? 'viewer',
    createdAt: u.createdAt.toISOString(),
    disabled: u.banned ?? false,
    sessions: u._count.sessions,
  }));
}

/** Makes a local account. Throws invalid-input when the name is taken. */
export async function createAccount(auth: Auth, db: PrismaClient, input: { username: string; password: string; role: Role }): Promise<string> {
  const name = input.username.toLowerCase();
  if (await db.user.findUnique({ where: { username: name } })) throw new AppError('invalid-input', { detail: 'username taken', params: { field: 'username' } });
  // Called without headers, as the library allows the server itself: there is no administrator yet when the first account is made.
  const { user } = await auth.api.createUser({
    body: {
      name,
      email: `${name}@localhost.invalid`,
      password: input.password,
      role: input.role as 'admin',
      data: { username: name, displayUsername: input.username },
    },
  });
  return user.id;
}

/** Changes a role. The last administrator stays one. */
export async function changeRole(db: PrismaClient, userId: string, role: Role): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { role } });
    await assertAnAdminRemains(tx);
  });
}

/** Disables an account and ends its sessions. The last administrator cannot be disabled. */
export async function setDisabled(db: PrismaClient, userId: string, disabled: boolean): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { banned: disabled } });
    if (disabled) await tx.session.deleteMany({ where: { userId } });
    await assertAnAdminRemains(tx);
  });
}

/** Ends every session of an account, at once. Answers how many there were. */
export async function revokeSessions(db: PrismaClient, userId: string): Promise<number> {
  return (await db.session.deleteMany({ where: { userId } })).count;
}

async function assertAnAdminRemains(tx: Pick<PrismaClient, 'user'>): Promise<void> {
  const left = await tx.user.count({ where: { role: 'admin', OR: [{ banned: false }, { banned: null }] } });
  if (left === 0) throw new AppError('invalid-input', { detail: 'last administrator', params: { field: 'role' } });
}

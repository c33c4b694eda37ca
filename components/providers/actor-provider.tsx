'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Permission, Role } from '@/lib/domain/actor';

/** Who is signed in, as the pages need it. What somebody may do is decided by the server again with every action. */
export interface CurrentActor {
  readonly name: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
}

const ActorContext = createContext<CurrentActor | null>(null);

export function ActorProvider({ actor, children }: { actor: CurrentActor; children: ReactNode }) {
  return <ActorContext value={actor}>{children}</ActorContext>;
}

/** Who is signed in. */
export function useActor(): CurrentActor {
  const actor = useContext(ActorContext);
  if (!actor) throw new Error('useActor needs <ActorProvider> above it');
  return actor;
}

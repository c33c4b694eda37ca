import 'server-only';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Actor, holds } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/errors';
import type { EngineCommand } from '@/lib/domain/ports/run-engine';
import type { Ledger } from '@/lib/domain/ports/stores';

interface AuthoriseDeps {
  /** The account as it is now. */
  readonly person: (id: string) => Promise<Omit<Actor, 'address'> | undefined>;
  readonly ledger: Pick<Ledger, 'append'>;
  /** Commands a minute, of one person and of all together. */
  readonly limits?: { readonly each: number; readonly all: number };
}

/**
 * Who commands, by the accounts and not by the web process's word: a role that was taken away counts at once, an account that is disabled or
 * unknown commands nothing. Throws `forbidden` (and records it) and `rate-limited`.
 */
export function createAuthorise({ person, ledger, limits = { each: 60, all: 240 } }: AuthoriseDeps): (command: EngineCommand) => Promise<Actor> {
  const perPerson = new RateLimiterMemory({ points: limits.each, duration: 60 });
  const together = new RateLimiterMemory({ points: limits.all, duration: 60 });
  return async (command) => {
    const { id, address } = command.actor;
    await within(together, 'all');
    const known = await person(id);
    if (known && holds(known.role, 'operate')) {
      await within(perPerson, id);
      return { ...known, ...(address === undefined ? {} : { address }) };
    }
    const { name, role } = known ?? { name: 'unknown', role: undefined };
    await ledger.append({ event: 'action-denied', outcome: 'forbidden', actor: { id, name, role, address }, detail: { command: command.kind, by: 'actor' } });
    throw new AppError('forbidden', { params: { permission: 'operate' } });
  };
}

async function within(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch {
    throw new AppError('rate-limited', { params: { seconds: 60 } });
  }
}

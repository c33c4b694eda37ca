import type { CurrentActor } from '@/components/providers/actor-provider';
import type { Offer } from '@/lib/domain/rows/topics';
import { say, type Text } from '@/lib/domain/text';

interface Circumstances {
  readonly actor: CurrentActor;
  readonly isLive: boolean;
}

/** Why a fix cannot be planned now, or undefined when it can. Silence first: a plan needs the API server's answer. */
export function offReasonOf(offer: Pick<Offer, 'blocked'>, { actor, isLive }: Circumstances): Text | undefined {
  if (!isLive) return say('plan.off.silent');
  if (offer.blocked) return offer.blocked;
  if (!actor.permissions.includes('operate')) return say('plan.off.role', { role: actor.role });
  return undefined;
}

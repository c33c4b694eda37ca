import type { CurrentActor } from '@/components/providers/actor-provider';
import { offReasonOf } from '@/components/remediations/off-reason';
import { rightText } from '@/components/remediations/right-text';
import type { Preview } from '@/lib/domain/plan';
import { say, type Text } from '@/lib/domain/text';

interface Circumstances {
  readonly actor: CurrentActor;
  readonly isLive: boolean;
  readonly isRefused: boolean;
  readonly confirm: string | undefined;
  readonly typed: string;
  readonly rights: Preview['rights'];
}

/** Why a plan cannot be run now, or undefined when it can. What nothing typed here could change comes first. */
export function submitOffReason({ actor, isLive, isRefused, confirm, typed, rights }: Circumstances): Text | undefined {
  const off = offReasonOf({}, { actor, isLive });
  if (off) return off;
  if (isRefused) return say('plan.off.refused');
  const missing = rights.find(({ held }) => held === 'no');
  if (missing) return say('plan.off.right', { right: rightText(missing.rule) });
  if (confirm !== undefined && typed !== confirm) return say('plan.off.type', { name: confirm });
  return undefined;
}

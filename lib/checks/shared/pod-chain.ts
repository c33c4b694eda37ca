import type { ChainLink } from '@/lib/domain/finding';
import { say, type Text } from '@/lib/domain/text';
import type { WorkloadRole } from './workload-role';

/**
 * The chain every pod finding ends with: the stage that broke, what is left of the workload, and what people notice. `before` are stages
 * that were passed.
 */
export function podChain(input: {
  readonly before?: readonly ChainLink[];
  readonly broken: { readonly label: Text; readonly value: Text };
  readonly serving: { readonly ready: number; readonly total: number };
  readonly role: WorkloadRole;
}): ChainLink[] {
  const { ready, total } = input.serving;
  const left = ready > 0;
  return [
    ...(input.before ?? []),
    { ...input.broken, state: 'broken' },
    {
      label: say('checks.shared.chain.pods'),
      value: say('checks.shared.chain.podsReady', { ready, total }),
      state: 'follows',
    },
    {
      label: say('checks.shared.chain.people'),
      value: left ? say('checks.shared.chain.stillServes', { ready }) : say(`checks.shared.effect.${input.role}`),
      state: left ? 'good' : 'follows',
    },
  ];
}

import 'server-only';
import type { FeedState } from '@/lib/domain/ports/cluster-feeds';
import type { ResourceWatch } from '@/lib/k8s/watch/watch-resource';

type WatchView = Pick<ResourceWatch<unknown>, 'state' | 'trouble' | 'asOf' | 'skippedEvents'>;

/** How one watch stands, in the words of the port. */
export function stateOfWatch(watch: WatchView): FeedState {
  const base = { badEvents: watch.skippedEvents, ...(watch.asOf ? { asOf: watch.asOf } : {}), ...(watch.trouble ? { reason: watch.trouble.code } : {}) };
  if (watch.state === 'live') return { ...base, status: 'live' };
  if (watch.state === 'denied') return { ...base, status: 'denied', ...(watch.trouble?.missingRight ? { missingRight: watch.trouble.missingRight } : {}) };
  if (watch.trouble?.code === 'not-found') return { ...base, status: 'absent' };
  return { ...base, status: watch.asOf ? 'retrying' : 'starting' };
}

const WORST_FIRST = ['denied', 'starting', 'retrying', 'live', 'absent'] as const;

/** Several watches as one: the worst decides, the oldest gives the age. */
export function worstState(states: readonly FeedState[]): FeedState {
  const [worst] = [...states].sort((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));
  if (!worst) return { status: 'absent', badEvents: 0 };
  const badEvents = states.reduce((sum, state) => sum + state.badEvents, 0);
  const known = states.filter((state) => state.status !== 'absent').map((state) => state.asOf);
  const { asOf: _own, ...rest } = worst;
  const oldest = known.some((at) => at === undefined) ? undefined : (known as string[]).sort()[0];
  return { ...rest, badEvents, ...(oldest ? { asOf: oldest } : {}) };
}

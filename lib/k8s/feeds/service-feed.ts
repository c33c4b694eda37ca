import 'server-only';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { FeedState } from '@/lib/domain/ports/cluster-feeds';
import { worstState } from '@/lib/k8s/feeds/feed-state';
import { createListeners } from '@/lib/k8s/feeds/listeners';
import { createWatchedFeed, type FeedContext, type RunningFeed } from '@/lib/k8s/feeds/watched-feed';
import { endpointSliceFact, joinEndpoints, serviceFact } from '@/lib/k8s/map/service';

/**
 * Services of the namespaces with the number of ready addresses behind each; that number is absent while the slices are not known. Where the account
 * may read them, the Services of all other namespaces come too, without that number: storages and webhooks often live there. Where it may not, the
 * feed stands without them.
 */
export function createServiceFeed(context: FeedContext, namespaces: readonly string[]): RunningFeed<ServiceFact> {
  const services = createWatchedFeed(
    context,
    namespaces.map((namespace) => ({ kind: 'Service' as const, namespace, trim: serviceFact })),
  );
  const slices = createWatchedFeed(
    context,
    namespaces.map((namespace) => ({ kind: 'EndpointSlice' as const, namespace, trim: endpointSliceFact })),
  );
  const elsewhere = createWatchedFeed(context, [
    { kind: 'Service', trim: (object) => (namespaces.includes(object.metadata.namespace ?? '') ? undefined : serviceFact(object)) },
  ]);
  const watched = [services, slices, elsewhere];
  const listeners = createListeners<ServiceFact>();
  let joined = new Map<string, ServiceFact>();

  function join(): void {
    const known = slices.state.status === 'live' || slices.state.status === 'retrying';
    const own = known ? joinEndpoints(services.objects.values(), slices.objects.values()) : [...services.objects.values()];
    const facts = [...own, ...elsewhere.objects.values()];
    const before = joined;
    joined = new Map(
      facts.map((fact) => {
        const key = `${fact.namespace}/${fact.name}`;
        const old = before.get(key);
        return [key, old && sameService(old, fact) ? old : fact];
      }),
    );
    const changed = [...joined].filter(([key, fact]) => before.get(key) !== fact).map(([, fact]) => fact);
    listeners.tell({ changed, gone: [...before.keys()].filter((key) => !joined.has(key)) });
  }
  for (const each of watched) each.subscribe(join);

  return {
    get objects() {
      return joined;
    },
    get state() {
      return isRefused(elsewhere.state) ? services.state : worstState([services.state, elsewhere.state]);
    },
    get starts() {
      return watched.reduce((sum, each) => sum + each.starts, 0);
    },
    settled: Promise.all([services.settled, elsewhere.settled]).then(() => undefined),
    subscribe: listeners.subscribe,
    stop() {
      for (const each of watched) each.stop();
    },
  };
}

function isRefused({ status }: FeedState): boolean {
  return status === 'denied' || status === 'absent';
}

function sameService(a: ServiceFact, b: ServiceFact): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

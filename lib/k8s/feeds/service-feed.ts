import 'server-only';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import { createListeners } from '@/lib/k8s/feeds/listeners';
import { createWatchedFeed, type FeedContext, type RunningFeed } from '@/lib/k8s/feeds/watched-feed';
import { endpointSliceFact, joinEndpoints, serviceFact } from '@/lib/k8s/map/service';

/** Services with the number of ready addresses behind each; that number is absent while the slices are not known. */
export function createServiceFeed(context: FeedContext, namespaces: readonly string[]): RunningFeed<ServiceFact> {
  const services = createWatchedFeed(
    context,
    namespaces.map((namespace) => ({ kind: 'Service' as const, namespace, trim: serviceFact })),
  );
  const slices = createWatchedFeed(
    context,
    namespaces.map((namespace) => ({ kind: 'EndpointSlice' as const, namespace, trim: endpointSliceFact })),
  );
  const listeners = createListeners<ServiceFact>();
  let joined = new Map<string, ServiceFact>();

  function join(): void {
    const known = slices.state.status === 'live' || slices.state.status === 'retrying';
    const facts = known ? joinEndpoints(services.objects.values(), slices.objects.values()) : [...services.objects.values()];
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
  services.subscribe(join);
  slices.subscribe(join);

  return {
    get objects() {
      return joined;
    },
    get state() {
      return services.state;
    },
    get starts() {
      return services.starts + slices.starts;
    },
    settled: services.settled,
    subscribe: listeners.subscribe,
    stop() {
      services.stop();
      slices.stop();
    },
  };
}

function sameService(a: ServiceFact, b: ServiceFact): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

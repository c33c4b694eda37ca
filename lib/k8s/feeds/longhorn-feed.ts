import 'server-only';
import type { LonghornFacts } from '@/lib/domain/facts/storage';
import { worstState } from '@/lib/k8s/feeds/feed-state';
import { createListeners } from '@/lib/k8s/feeds/listeners';
import { createWatchedFeed, type FeedContext, type RunningFeed } from '@/lib/k8s/feeds/watched-feed';
import { longhornDisks, longhornFacts, longhornReplica, longhornSetting, longhornVolume } from '@/lib/k8s/map/longhorn';

export const LONGHORN_NAMESPACE = 'longhorn-system';

/** Longhorn as one computed value under the key `longhorn`; none while a part of it is missing, for half of it would give wrong headroom. */
export function createLonghornFeed(context: FeedContext, namespace = LONGHORN_NAMESPACE): RunningFeed<LonghornFacts> {
  const volumes = createWatchedFeed(context, [{ kind: 'LonghornVolume', namespace, trim: longhornVolume }]);
  const replicas = createWatchedFeed(context, [{ kind: 'LonghornReplica', namespace, trim: longhornReplica }]);
  const nodes = createWatchedFeed(context, [{ kind: 'LonghornNode', namespace, trim: longhornDisks }]);
  const settings = createWatchedFeed(context, [{ kind: 'LonghornSetting', namespace, trim: longhornSetting }]);
  const parts: readonly RunningFeed<unknown>[] = [volumes, replicas, nodes, settings];
  const listeners = createListeners<LonghornFacts>();
  let objects = new Map<string, LonghornFacts>();

  function compute(): void {
    const facts = parts.every((part) => part.state.asOf !== undefined)
      ? longhornFacts({
          ...{ volumes: volumes.objects.values(), replicas: replicas.objects.values() },
          ...{ disks: nodes.objects.values(), settings: settings.objects.values() },
        })
      : undefined;
    const gone = objects.size > 0 && !facts ? ['longhorn'] : [];
    objects = new Map(facts ? [['longhorn', facts]] : []);
    listeners.tell({ changed: facts ? [facts] : [], gone });
  }
  for (const part of parts) part.subscribe(compute);

  return {
    get objects() {
      return objects;
    },
    get state() {
      const state = worstState(parts.map((part) => part.state));
      return state.status === 'live' && objects.size === 0 ? { ...state, status: 'absent' as const } : state;
    },
    get starts() {
      return parts.reduce((sum, part) => sum + part.starts, 0);
    },
    settled: Promise.all(parts.map((part) => part.settled)).then(() => undefined),
    subscribe: listeners.subscribe,
    stop() {
      for (const part of parts) part.stop();
    },
  };
}

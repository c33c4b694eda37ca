import { createLabClock } from '../world/create-clock';
import { freshCvat, freshKvrocks, freshNuclio } from '../world/fresh-state';
import { seededRandom } from '../world/seeded-random';
import { createTimers } from '../world/timers';
import type { LabWorld } from '../world/world';
import type { ClusterAccess } from './cluster-access';
import { createMirrorStore, type MirrorStore } from './mirror-store';

export interface ClusterWorld {
  /** The parts of a world that CVAT and Nuclio need; its store is the cluster. */
  readonly world: LabWorld;
  readonly store: MirrorStore;
}

/** A world whose objects are those of a real API server, in real time. Containers answer nothing here: exec and logs are the cluster's business. */
export function createClusterWorld(access: ClusterAccess, { namespace, release }: { readonly namespace: string; readonly release: string }): ClusterWorld {
  const clock = createLabClock();
  const store = createMirrorStore(access, namespace, clock);
  const world: Partial<LabWorld> = {
    ...{ clock, store, namespace, release, timers: createTimers(clock) },
    ...{ cvat: freshCvat(), nuclio: freshNuclio(), kvrocks: freshKvrocks() },
    ...{ gpus: new Map(), abandonedBuilds: new Set(), random: seededRandom() },
    answers: {
      exec: () => Promise.reject(new Error('no containers here')),
      log: () => undefined,
      follow: () => () => undefined,
      statsSummary: () => undefined,
    },
    watch: (listener) => store.subscribe(listener),
    onReset: () => undefined,
  };
  return { world: world as LabWorld, store };
}

import { startBehaviours } from '../behaviour/start-behaviours';
import type { LabClock } from './clock';
import { createObjectStore } from './create-object-store';
import { createEventRecorder, forgetOldEvents } from './event-recorder';
import { freshCvat, freshDisks, freshKvrocks, freshNodeFs, freshNuclio } from './fresh-state';
import { NAMESPACE, RELEASE } from './identity';
import { createLogBook, type LogBook } from './log-book';
import type { LabObject } from './object-store';
import { replaceObjects } from './replace-objects';
import { seededRandom } from './seeded-random';
import { createTimers } from './timers';
import type { LabWorld } from './world';

export interface WorldCore {
  readonly world: LabWorld;
  readonly logs: LogBook;
  /** Replaces everything by these objects, as they are; controllers see a world that has always been so. */
  load(objects: readonly LabObject[]): void;
}

interface CoreOptions {
  readonly clock: LabClock;
  readonly healthy: LabWorld['healthy'];
  readonly reset: () => void;
}

/** An empty world with its laws: the store, the controllers that watch it, the things containers hold. */
export function createWorldCore({ clock, healthy, reset }: CoreOptions): WorldCore {
  const store = createObjectStore(clock);
  const timers = createTimers(clock);
  const logs = createLogBook(clock);
  const kinds = new Set<string>();
  const resets: (() => void)[] = [];
  let quiet = false;
  let random = seededRandom();
  store.subscribe(({ object }) => kinds.add(`${object.apiVersion}/${object.kind}`));

  const world: LabWorld = {
    clock,
    store,
    timers,
    disks: freshDisks(),
    kvrocks: freshKvrocks(),
    gpus: new Map(),
    cvat: freshCvat(),
    nuclio: freshNuclio(),
    podFaults: new Map(),
    pullFailures: new Map(),
    cpuBuilds: new Set(),
    abandonedBuilds: new Set(),
    nodeFs: freshNodeFs(),
    namespace: NAMESPACE,
    release: RELEASE,
    // Set by startBehaviours, which needs the world first.
    answers: undefined as unknown as LabWorld['answers'],
    log: (namespace, pod, container, line, options) => logs.write({ namespace, pod, container }, line, options?.previous),
    event: createEventRecorder(store),
    watch: (listener) =>
      store.subscribe((event) => {
        if (!quiet) listener(event);
      }),
    onReset: (task) => resets.push(task),
    random: () => random(),
    healthy,
    reset,
  };
  Object.assign(world, { answers: startBehaviours(world, logs) });
  timers.every(600_000, () => forgetOldEvents(store));

  function load(objects: readonly LabObject[]) {
    quiet = true;
    try {
      replaceObjects(store, kinds, objects);
    } finally {
      quiet = false;
    }
    store.compact();
    for (const map of [world.podFaults, world.pullFailures, world.gpus, world.cpuBuilds, world.abandonedBuilds]) map.clear();
    refill(world.disks, freshDisks());
    refill(world.nodeFs, freshNodeFs());
    Object.assign(world.kvrocks, freshKvrocks());
    Object.assign(world.cvat, freshCvat());
    Object.assign(world.nuclio, freshNuclio());
    random = seededRandom();
    logs.clear();
    timers.restart();
    for (const task of resets) task();
  }

  return { world, logs, load };
}

function refill<V>(map: Map<string, V>, values: ReadonlyMap<string, V>) {
  map.clear();
  for (const [key, value] of values) map.set(key, value);
}

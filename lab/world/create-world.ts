import type { LabClock } from './clock';
import { createWorldCore } from './create-world-core';
import { plainPods } from './plain-pods';
import { seedLogs } from './seed-logs';
import { settledBaseline } from './settled-baseline';
import type { LabWorld } from './world';

interface WorldOptions {
  readonly clock: LabClock;
  /** Plain pods added to the installation's namespace, in Deployments of a hundred, to measure with. */
  readonly pods?: number;
}

/** The simulated installation, healthy. */
export function createWorld({ clock, pods = 0 }: WorldOptions): LabWorld {
  const baseline = [...settledBaseline(clock.now()), ...plainPods(pods, clock.now())];
  const byKey = new Map(baseline.map((object) => [`${object.apiVersion}/${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`, object]));
  const { world, logs, load } = createWorldCore({
    clock,
    healthy: (kind, namespace, name) => byKey.get(`${kind} ${namespace ?? ''}/${name}`),
    reset,
  });

  function reset() {
    load(baseline);
    seedLogs(world, logs);
  }

  reset();
  return world;
}

import { createLabClock } from './create-clock';
import { createWorldCore } from './create-world-core';
import { healthyObjects } from './healthy/healthy-objects';
import { GPU_RESOURCE } from './identity';
import { secondsIso } from './object-meta';
import type { LabObject } from './object-store';

const DAY_MS = 86_400_000;
/** How long the installation has been running when the lab starts. */
const AGE_MS = 9 * DAY_MS;

const cache = new Map<number, readonly LabObject[]>();

/**
 * The healthy installation as it is after days of running: the manifests are applied to a world of their own, its controllers do what they
 * do, the admin gives the GPU models their runtime class, and what stands then is what the lab starts from. So nothing in it was invented.
 */
export function settledBaseline(now: number): readonly LabObject[] {
  const known = cache.get(now);
  if (known) return known;
  const clock = createLabClock({ startAt: now - AGE_MS, rate: 0 });
  const { world } = createWorldCore({ clock, healthy: () => undefined, reset: () => undefined });
  const kinds = new Set<string>();
  world.store.subscribe(({ object }) => kinds.add(`${object.apiVersion}/${object.kind}`));
  for (const { object, manager } of healthyObjects(secondsIso(clock.now()))) world.store.put(object, manager);
  clock.advance(120_000);
  for (const { metadata } of world.store.list('apps/v1/Deployment', world.namespace)) {
    world.store.change('apps/v1/Deployment', world.namespace, metadata.name, 'kubectl-patch', (draft) => {
      const asksForGpu = draft.spec.template.spec.containers.some((container: LabObject) => container.resources?.limits?.[GPU_RESOURCE]);
      if (asksForGpu) draft.spec.template.spec.runtimeClassName = 'nvidia';
    });
  }
  clock.advance(300_000);
  kinds.delete('v1/Event');
  const objects = [...kinds].flatMap((kind) => world.store.list(kind));
  cache.set(now, objects);
  return objects;
}

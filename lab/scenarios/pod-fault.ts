import { POD } from '../behaviour/kinds';
import { isActive } from '../behaviour/pods';
import type { LabObject } from '../world/object-store';
import type { LabWorld, PodFault } from '../world/world';

/** Running pods of the installation's namespace that carry all these labels. */
export function podsWith(world: LabWorld, labels: Readonly<Record<string, string>>): LabObject[] {
  const carries = (pod: LabObject) => Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value);
  return world.store.list(POD, world.namespace).filter((pod) => isActive(pod) && carries(pod));
}

/** Makes something go wrong inside these pods, and has the kubelet look at once. */
export function breakPods(world: LabWorld, labels: Readonly<Record<string, string>>, fault: PodFault): void {
  for (const pod of podsWith(world, labels)) {
    world.podFaults.set(pod.metadata.uid as string, fault);
    nudge(world, pod);
  }
}

export function mendPods(world: LabWorld, labels: Readonly<Record<string, string>>): void {
  for (const pod of podsWith(world, labels)) {
    world.podFaults.delete(pod.metadata.uid as string);
    nudge(world, pod);
  }
}

/** A change nobody sees but the kubelet: it looks at a pod when that is written. */
function nudge(world: LabWorld, pod: LabObject) {
  world.store.change(
    POD,
    pod.metadata.namespace,
    pod.metadata.name,
    'kubelet',
    (draft) => {
      draft.status.observedGeneration = (draft.status.observedGeneration ?? 0) + 1;
    },
    'status',
  );
}

import { POD } from '../behaviour/kinds';
import { deletePod, isActive } from '../behaviour/pods';
import type { LabObject } from '../world/object-store';
import type { LabWorld, PodFault } from '../world/world';
import type { Scenario } from './scenario';

type Labels = Readonly<Record<string, string>>;

/** Pods of the installation's namespace that carry all these labels and are not going. */
export function podsWith(world: LabWorld, labels: Labels): LabObject[] {
  const carries = (pod: LabObject) => Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value);
  return world.store.list(POD, world.namespace).filter((pod) => isActive(pod) && carries(pod));
}

/** Makes something go wrong inside these pods, and has the kubelet look at once. */
export function breakPods(world: LabWorld, labels: Labels, fault: PodFault): void {
  for (const pod of podsWith(world, labels)) {
    const { namespace, name, uid } = pod.metadata;
    world.podFaults.set(uid as string, fault);
    // A change nobody reads: the kubelet looks at a pod when its status is written.
    world.store.change(
      POD,
      namespace,
      name,
      'kubelet',
      (draft) => Object.assign(draft.status, { observedGeneration: (draft.status.observedGeneration ?? 0) + 1 }),
      'status',
    );
  }
}

/** Replaces those of these pods that are broken; their successors are well. */
export function replaceBrokenPods(world: LabWorld, labels: Labels): void {
  for (const pod of podsWith(world, labels)) if (world.podFaults.delete(pod.metadata.uid as string)) deletePod(world, pod, 'kubectl');
}

/** A scenario that is one fault inside pods: it lasts as long as they do, so that replacing them repairs it. */
export function podFaultScenario({
  labels,
  fault,
  ...scenario
}: Omit<Scenario, 'on' | 'off'> & { readonly labels: Labels; readonly fault: PodFault }): Scenario {
  return { ...scenario, on: (world) => breakPods(world, labels, fault), off: (world) => replaceBrokenPods(world, labels) };
}

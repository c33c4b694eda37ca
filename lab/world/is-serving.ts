import type { LabWorld } from './world';

/** Whether a workload of the release has a pod that is ready. One that does not exist in this world counts as fine. */
export function isServing(world: LabWorld, kind: 'Deployment' | 'StatefulSet', name: string, namespace = world.namespace): boolean {
  const workload = world.store.get(`apps/v1/${kind}`, namespace, name);
  return !workload || Number(workload.status?.readyReplicas ?? 0) > 0;
}

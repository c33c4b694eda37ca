import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { REPLICA_SET } from './kinds';
import { createPod, deletePod, isActive, isReady, nameSuffix, podsOf } from './pods';
import { keyOfSelfOrOwner, startReconciler } from './reconciler';

const MANAGER = 'kube-controller-manager';

/** Unready pods go first, then the youngest. */
function removalOrder(a: LabObject, b: LabObject): number {
  return Number(isReady(a)) - Number(isReady(b)) || (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '');
}

/** Keeps as many pods as each ReplicaSet asks for. */
export function startReplicaSets(world: LabWorld): void {
  function scale(set: LabObject, active: LabObject[]) {
    const { namespace = '', name } = set.metadata;
    const say = (reason: string, message: string) =>
      world.event({ namespace, kind: 'ReplicaSet', name, type: 'Normal', reason, message, component: 'replicaset-controller' });
    for (let missing = set.spec.replicas - active.length; missing > 0; missing--) {
      const pod = createPod(world, { owner: set, template: set.spec.template, name: `${name}-${nameSuffix(world)}` });
      say('SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
    }
    for (const pod of [...active].sort(removalOrder).slice(0, Math.max(0, active.length - set.spec.replicas))) {
      deletePod(world, pod);
      say('SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
    }
  }

  startReconciler(world, {
    name: 'replicaset',
    delayMs: 20,
    keysOf: (event) => keyOfSelfOrOwner(event, REPLICA_SET),
    reconcile(namespace, name) {
      const set = world.store.get(REPLICA_SET, namespace, name);
      if (!set) return;
      scale(set, podsOf(world, set).filter(isActive));
      const active = podsOf(world, set).filter(isActive);
      const ready = active.filter(isReady).length;
      world.store.change(
        REPLICA_SET,
        namespace,
        name,
        MANAGER,
        (draft) => {
          draft.status = { replicas: active.length, observedGeneration: set.metadata.generation };
          if (active.length > 0) draft.status.fullyLabeledReplicas = active.length;
          if (ready > 0) Object.assign(draft.status, { readyReplicas: ready, availableReplicas: ready });
        },
        'status',
      );
    },
  });
}

import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { DAEMON_SET, NODE } from './kinds';
import { createPod, deletePod, isReady, isTerminating, nameSuffix, podsOf, templateHash } from './pods';
import { keyOfSelfOrOwner, startReconciler } from './reconciler';
import { fitsSelector } from './scheduling';

const MANAGER = 'kube-controller-manager';
const REVISION_LABEL = 'controller-revision-hash';

/** One pod on each node the template fits. */
export function startDaemonSets(world: LabWorld): void {
  const { store } = world;
  const allKeys = () => store.list(DAEMON_SET).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

  function settle(set: LabObject, nodes: readonly LabObject[], revision: string) {
    const pods = podsOf(world, set);
    for (const node of nodes) {
      const pod = pods.find((candidate) => candidate.spec.nodeName === node.metadata.name);
      if (!pod) {
        createPod(world, {
          owner: set,
          template: set.spec.template,
          name: `${set.metadata.name}-${nameSuffix(world)}`,
          labels: { [REVISION_LABEL]: revision },
          nodeName: node.metadata.name,
        });
      } else if (pod.metadata.labels?.[REVISION_LABEL] !== revision) deletePod(world, pod);
    }
    for (const pod of pods) if (!nodes.some((node) => node.metadata.name === pod.spec.nodeName)) deletePod(world, pod);
  }

  startReconciler(world, {
    name: 'daemonset',
    delayMs: 30,
    keysOf: (event) =>
      `${event.object.apiVersion}/${event.object.kind}` === NODE ? (event.type === 'MODIFIED' ? [] : allKeys()) : keyOfSelfOrOwner(event, DAEMON_SET),
    reconcile(namespace, name) {
      const set = store.get(DAEMON_SET, namespace, name);
      if (!set) return;
      const revision = templateHash(set.spec.template, 9);
      const nodes = store.list(NODE).filter((node) => fitsSelector(set.spec.template.spec, node));
      settle(set, nodes, revision);
      const pods = podsOf(world, set).filter((pod) => !isTerminating(pod));
      const ready = pods.filter(isReady).length;
      store.change(
        DAEMON_SET,
        namespace,
        name,
        MANAGER,
        (draft) => {
          draft.status = {
            observedGeneration: set.metadata.generation,
            currentNumberScheduled: pods.length,
            desiredNumberScheduled: nodes.length,
            numberMisscheduled: 0,
            numberReady: ready,
            ...(ready > 0 ? { numberAvailable: ready } : {}),
            updatedNumberScheduled: pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revision).length,
          };
        },
        'status',
      );
    },
  });
}

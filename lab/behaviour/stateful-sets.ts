import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { currentRevision } from './controller-revisions';
import { CLAIM, STATEFUL_SET } from './kinds';
import { createPod, deletePod, isReady, isTerminating, podsOf } from './pods';
import { keyOfSelfOrOwner, startReconciler } from './reconciler';

const MANAGER = 'kube-controller-manager';
const REVISION_LABEL = 'controller-revision-hash';

const ordinalOf = (pod: LabObject) => Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));

/** Pods with fixed names, made and replaced one at a time; their claims outlive them. */
export function startStatefulSets(world: LabWorld): void {
  const { store } = world;

  function makePod(set: LabObject, ordinal: number, revision: string) {
    const { namespace = '', name } = set.metadata;
    const podName = `${name}-${ordinal}`;
    const templates: LabObject[] = set.spec.volumeClaimTemplates ?? [];
    const claimName = (template: LabObject) => `${template.metadata.name}-${podName}`;
    for (const template of templates) {
      if (store.get(CLAIM, namespace, claimName(template))) continue;
      store.put(
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: claimName(template), namespace, labels: { ...template.metadata.labels } },
          spec: template.spec,
          status: { phase: 'Pending' },
        },
        MANAGER,
      );
    }
    createPod(world, {
      owner: set,
      template: set.spec.template,
      name: podName,
      labels: { 'apps.kubernetes.io/pod-index': String(ordinal), [REVISION_LABEL]: revision, 'statefulset.kubernetes.io/pod-name': podName },
      volumes: templates.map((template) => ({ name: template.metadata.name, persistentVolumeClaim: { claimName: claimName(template) } })),
    });
    world.event({
      namespace,
      kind: 'StatefulSet',
      name,
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `create Pod ${podName} in StatefulSet ${name} successful`,
      component: 'statefulset-controller',
    });
  }

  /** One step towards what is asked: the first missing pod, else the last surplus or outdated one. */
  function advance(set: LabObject, pods: LabObject[], revision: string) {
    const wanted = set.spec.replicas ?? 1;
    for (let ordinal = 0; ordinal < wanted; ordinal++) {
      const pod = pods.find((candidate) => ordinalOf(candidate) === ordinal);
      if (!pod) return makePod(set, ordinal, revision);
      if (isTerminating(pod)) return;
      if (!isReady(pod) && set.spec.podManagementPolicy !== 'Parallel' && pod.metadata.labels?.[REVISION_LABEL] === revision) return;
    }
    const surplus = pods.filter((pod) => ordinalOf(pod) >= wanted).sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
    if (surplus) return deletePod(world, surplus);
    if (set.spec.updateStrategy?.type === 'OnDelete') return;
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    const outdated = pods
      .filter((pod) => pod.metadata.labels?.[REVISION_LABEL] !== revision && ordinalOf(pod) >= partition)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
    if (outdated) deletePod(world, outdated);
  }

  startReconciler(world, {
    name: 'statefulset',
    delayMs: 25,
    keysOf: (event) => keyOfSelfOrOwner(event, STATEFUL_SET),
    reconcile(namespace, name) {
      const set = store.get(STATEFUL_SET, namespace, name);
      if (!set) return;
      const revision = currentRevision(world, set);
      advance(set, podsOf(world, set), revision);
      const pods = podsOf(world, set);
      const ready = pods.filter((pod) => isReady(pod) && !isTerminating(pod)).length;
      const updated = pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revision && !isTerminating(pod));
      const complete = updated.length === (set.spec.replicas ?? 1) && updated.every(isReady);
      store.change(
        STATEFUL_SET,
        namespace,
        name,
        MANAGER,
        (draft) => {
          const current = complete ? revision : (draft.status?.currentRevision ?? revision);
          draft.status = {
            observedGeneration: set.metadata.generation,
            replicas: pods.length,
            readyReplicas: ready,
            availableReplicas: ready,
            updatedReplicas: updated.length,
            currentReplicas: pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === current).length,
            currentRevision: current,
            updateRevision: revision,
            collisionCount: 0,
          };
        },
        'status',
      );
    },
  });
}

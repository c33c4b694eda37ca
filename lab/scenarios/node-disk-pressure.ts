import { setCondition } from '../behaviour/conditions';
import { NODE, POD, REPLICA_SET } from '../behaviour/kinds';
import { nameSuffix, ownerReference } from '../behaviour/pods';
import { freshNodeFs } from '../world/fresh-state';
import { GIB, GPU_NODE } from '../world/identity';
import { secondsIso } from '../world/object-meta';
import type { LabWorld } from '../world/world';
import type { Scenario } from './scenario';

const TAINT = { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' };
const MESSAGE =
  'The node was low on resource: ephemeral-storage. Threshold quantity: 24598020096, available: 13107268Ki. Container nuclio was using 2204Ki, request is 0, has larger consumption of ephemeral-storage. ';

const sayOfNode = (world: LabWorld, reason: string, message: string) =>
  world.event({ namespace: 'default', kind: 'Node', name: GPU_NODE, type: 'Warning', reason, message, component: 'kubelet' });

/** A pod the kubelet threw out; its object stays until somebody removes it. */
function leaveEvictedPod(world: LabWorld) {
  const set = world.store
    .list(REPLICA_SET, world.namespace)
    .find((candidate) => candidate.metadata.name.startsWith('nuclio-onnx') && candidate.spec.replicas > 0);
  if (!set) return;
  const at = secondsIso(world.clock.now());
  world.store.put(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${set.metadata.name}-${nameSuffix(world)}`,
        namespace: world.namespace,
        labels: { ...set.spec.template.metadata.labels },
        ownerReferences: [ownerReference(set)],
      },
      spec: { ...structuredClone(set.spec.template.spec), nodeName: GPU_NODE },
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message: MESSAGE,
        startTime: at,
        conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message: MESSAGE, lastTransitionTime: at }],
      },
    },
    'kubelet',
  );
}

/** Images have filled the workstation's disk: the kubelet marks the node, evicts, and takes no new pods. */
export const nodeDiskPressure: Scenario = {
  id: 'node-disk-pressure',
  title: 'Images have filled the GPU node’s disk; it evicts pods',
  expects: ['node-disk-pressure'],
  mayAlsoShow: ['pod-evicted', 'health-lockout-near'],
  on(world) {
    const fs = world.nodeFs.get(GPU_NODE);
    if (fs) Object.assign(fs, { usedBytes: Math.round(fs.capacityBytes * 0.973), imageUsedBytes: 351 * GIB });
    world.store.change(NODE, undefined, GPU_NODE, 'kubelet', (draft) => {
      draft.spec.taints = [...(draft.spec.taints ?? []), { ...TAINT, timeAdded: secondsIso(world.clock.now()) }];
      setCondition(draft, { type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure', message: 'kubelet has disk pressure' }, world.clock.now());
    });
    sayOfNode(world, 'NodeHasDiskPressure', `Node ${GPU_NODE} status is now: NodeHasDiskPressure`);
    sayOfNode(world, 'EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage');
    sayOfNode(
      world,
      'FreeDiskSpaceFailed',
      'Failed to garbage collect required amount of images. Attempted to free 78713659392 bytes, but only found 0 bytes eligible to free.',
    );
    leaveEvictedPod(world);
  },
  off(world) {
    const fresh = freshNodeFs().get(GPU_NODE);
    if (fresh) world.nodeFs.set(GPU_NODE, fresh);
    world.store.change(NODE, undefined, GPU_NODE, 'kubelet', (draft) => {
      draft.spec.taints = (draft.spec.taints ?? []).filter((taint: { key: string }) => taint.key !== TAINT.key);
      if (draft.spec.taints.length === 0) delete draft.spec.taints;
      setCondition(
        draft,
        { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
        world.clock.now(),
      );
    });
    for (const pod of world.store.list(POD, world.namespace)) if (pod.status?.reason === 'Evicted') world.store.remove(POD, world.namespace, pod.metadata.name);
  },
};

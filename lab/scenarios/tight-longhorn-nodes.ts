import { LONGHORN_NODE, LONGHORN_REPLICA, LONGHORN_VOLUME } from '../behaviour/kinds';
import { recountDisks } from '../behaviour/volume-expansion';
import { DISKS, longhornNode, replica } from '../world/healthy/longhorn';
import { GIB, GPU_NODE } from '../world/identity';
import type { LabWorld } from '../world/world';

const NAMESPACE = 'longhorn-system';
const MANAGER = 'longhorn-manager';

/** Two worker nodes of February, and how much Longhorn still lets grow on each. */
const WORKERS = [
  { node: 'polynode-2', uuid: '743cc97e-1d52-4b0a-8f4e-5a0f6c1d2e03', headroomGi: 4.5 },
  { node: 'polynode-3', uuid: '9be1f0a4-6c37-4d18-b2c5-3f7d8e9a0b04', headroomGi: 39.5 },
];
const MAXIMUM_GI = 200;
const RESERVED_GI = 60;

/** Another tenant's volume that takes the rest of the disk. */
const fillerOf = (node: string) => `pvc-other-${node}`;

/** Copies of the volume on two nodes with little headroom besides the workstation, as Longhorn had placed them. */
export function addTightNodes(world: LabWorld, volume: string, sizeGi: number): void {
  for (const { node, uuid, headroomGi } of WORKERS) {
    const fillerBytes = (MAXIMUM_GI - RESERVED_GI - headroomGi - sizeGi) * GIB;
    world.store.put(longhornNode({ node, uuid, maximumGi: MAXIMUM_GI, reservedGi: RESERVED_GI, availableGi: 96 }, {}), MANAGER);
    world.store.put(replica(fillerOf(node), fillerBytes, node, uuid), MANAGER);
    world.store.put(replica(volume, sizeGi * GIB, node, uuid), MANAGER);
  }
  world.store.change(LONGHORN_VOLUME, NAMESPACE, volume, MANAGER, (draft) => Object.assign(draft.spec, { numberOfReplicas: 3 }));
  recountDisks(world);
}

export function removeTightNodes(world: LabWorld, volume: string): void {
  for (const { node, uuid } of WORKERS) {
    world.store.remove(LONGHORN_NODE, NAMESPACE, node);
    for (const owner of [fillerOf(node), volume]) world.store.remove(LONGHORN_REPLICA, NAMESPACE, `${owner}-r-${uuid.slice(0, 8)}`);
  }
  const own = DISKS.find((disk) => disk.node === GPU_NODE);
  const copy = `${volume}-r-${own?.uuid.slice(0, 8)}`;
  const size = Number(world.store.get(LONGHORN_VOLUME, NAMESPACE, volume)?.spec.size);
  if (own && !world.store.get(LONGHORN_REPLICA, NAMESPACE, copy)) world.store.put(replica(volume, size, own.node, own.uuid), MANAGER);
  world.store.change(LONGHORN_VOLUME, NAMESPACE, volume, MANAGER, (draft) => Object.assign(draft.spec, { numberOfReplicas: 1 }));
  recountDisks(world);
}

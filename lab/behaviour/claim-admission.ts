import { readQuantity } from '@/lib/domain/quantity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { LONGHORN_NODE, LONGHORN_REPLICA, LONGHORN_SETTING, STORAGE_CLASS, VOLUME } from './kinds';

const sizeOf = (claim: LabObject) => Number(readQuantity(claim.spec?.resources?.requests?.storage) ?? 0n);

/** Longhorn's webhook on updates of claims: its words when the growth does not fit, undefined when it does or is none of its business. */
export function longhornRefusal(world: LabWorld, before: LabObject, after: LabObject): string | undefined {
  const delta = sizeOf(after) - sizeOf(before);
  const storageClass = world.store.get(STORAGE_CLASS, undefined, before.spec?.storageClassName ?? '');
  return delta > 0 && storageClass?.provisioner === 'driver.longhorn.io' ? headroomObstacle(world, before, delta) : undefined;
}

/** Longhorn's rule: on each disk that holds copies, the growth times the copies must fit the headroom, and the disk must keep its minimum free. */
function headroomObstacle(world: LabWorld, claim: LabObject, delta: number): string | undefined {
  const handle = world.store.get(VOLUME, undefined, claim.spec.volumeName ?? '')?.spec.csi?.volumeHandle;
  const copies = world.store.list(LONGHORN_REPLICA, 'longhorn-system').filter((replica) => replica.spec.volumeName === handle);
  const setting = (name: string, fallback: number) => Number(world.store.get(LONGHORN_SETTING, 'longhorn-system', name)?.value ?? fallback);
  const overProvisioning = setting('storage-over-provisioning-percentage', 100);
  const minimalAvailable = setting('storage-minimal-available-percentage', 25);
  for (const node of world.store.list(LONGHORN_NODE, 'longhorn-system')) {
    for (const [name, disk] of Object.entries<LabObject>(node.status.diskStatus)) {
      const held = copies.filter((replica) => replica.spec.diskID === disk.diskUUID).length;
      if (held === 0) continue;
      const reserved = node.spec.disks[name].storageReserved;
      const limit = Math.floor(((disk.storageMaximum - reserved) * overProvisioning) / 100);
      const growth = held * delta;
      const minimum = Math.floor((disk.storageMaximum * minimalAvailable) / 100);
      if (growth <= limit - disk.storageScheduled && disk.storageAvailable > minimum) continue;
      const state = `&{DiskUUID:${disk.diskUUID} StorageAvailable:${disk.storageAvailable} StorageMaximum:${disk.storageMaximum} StorageReserved:${reserved} StorageScheduled:${disk.storageScheduled} OverProvisioningPercentage:${overProvisioning} MinimalAvailablePercentage:${minimalAvailable}}`;
      return `cannot schedule ${growth} more bytes to disk ${disk.diskUUID} with ${state}`;
    }
  }
  return undefined;
}

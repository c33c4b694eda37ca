import { diskKey, freshDisks } from '../world/fresh-state';
import { BACKEND_CLAIM } from '../world/identity';
import type { Scenario } from './scenario';

const SHARE = 0.93;

/** Uploaded media have filled the shared volume; growing the claim gives it room again. */
export const volumeNearlyFull: Scenario = {
  id: 'volume-nearly-full',
  title: 'CVAT’s data volume is 93 % full',
  expects: ['volume-nearly-full'],
  on(world) {
    const disk = world.disks.get(diskKey(world.namespace, BACKEND_CLAIM));
    if (disk) disk.usedBytes = Math.round(disk.capacityBytes * SHARE);
  },
  off(world) {
    const disk = world.disks.get(diskKey(world.namespace, BACKEND_CLAIM));
    const fresh = freshDisks().get(diskKey(world.namespace, BACKEND_CLAIM));
    if (disk && fresh) disk.usedBytes = fresh.usedBytes;
  },
};

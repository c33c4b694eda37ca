import { CLAIM } from '../behaviour/kinds';
import { NO_SPACE } from '../behaviour/kvrocks-engine';
import { setVolumeSize } from '../behaviour/volume-expansion';
import { GIB, KVROCKS_CLAIM } from '../world/identity';
import type { LabWorld } from '../world/world';
import { emptyKvrocks } from './kvrocks-fill';
import type { Scenario } from './scenario';
import { addTightNodes, removeTightNodes } from './tight-longhorn-nodes';

const volumeOf = (world: LabWorld): string => world.store.get(CLAIM, world.namespace, KVROCKS_CLAIM)?.spec.volumeName;

/** 35 GiB at 100 %: an archive of 2.9 GiB whose end leaves 92 %, and two nodes with 4.5 and 39.5 GiB of headroom that keep the volume from growing to 50 GiB. */
export const kvrocksIncident20260210: Scenario = {
  id: 'kvrocks-incident-2026-02-10',
  title: 'Incident of 2026-02-10: 35 GiB at 100 %, growing refused for want of headroom',
  expects: ['kvrocks-write-refused'],
  mayAlsoShow: ['kvrocks-disk-filling', 'volume-nearly-full', 'server-health-failing', 'longhorn-headroom-low'],
  on(world) {
    setVolumeSize(world, world.namespace, KVROCKS_CLAIM, '35Gi');
    addTightNodes(world, volumeOf(world), 35);
    const { capacityBytes, restBytes } = world.kvrocks;
    const archiveBytes = Math.round(2.9 * GIB);
    Object.assign(world.kvrocks, {
      archiveBytes,
      liveBytes: capacityBytes - archiveBytes - restBytes,
      expiredBytes: Math.round(1.1 * GIB),
      writeError: NO_SPACE,
      backgroundErrors: 3,
    });
  },
  off(world) {
    removeTightNodes(world, volumeOf(world));
    emptyKvrocks(world);
  },
};

import { setVolumeSize } from '../behaviour/volume-expansion';
import { GIB, KVROCKS_CLAIM } from '../world/identity';
import { emptyKvrocks } from './kvrocks-fill';
import type { Scenario } from './scenario';

/** 20 GiB at 97 %: 5.8 GiB of it archived logs. Deleting those leaves 65 %; then the volume was grown to 30 GiB. */
export const kvrocksIncident20260129: Scenario = {
  id: 'kvrocks-incident-2026-01-29',
  title: 'Incident of 2026-01-29: 20 GiB at 97 %, archive of 5.8 GiB',
  expects: ['kvrocks-disk-filling'],
  mayAlsoShow: ['volume-nearly-full'],
  on(world) {
    setVolumeSize(world, world.namespace, KVROCKS_CLAIM, '20Gi');
    const { capacityBytes, restBytes } = world.kvrocks;
    const archiveBytes = Math.round(5.8 * GIB);
    Object.assign(world.kvrocks, { archiveBytes, liveBytes: Math.round(capacityBytes * 0.97) - archiveBytes - restBytes, expiredBytes: Math.round(1.5 * GIB) });
  },
  off: emptyKvrocks,
};

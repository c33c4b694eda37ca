import { NO_SPACE } from '../behaviour/kvrocks-engine';
import { setVolumeSize } from '../behaviour/volume-expansion';
import { KVROCKS_CLAIM, MIB } from '../world/identity';
import { emptyKvrocks, runInference } from './kvrocks-fill';
import type { Scenario } from './scenario';

/** 50 GiB at 100 % within a day: auto-annotation of 3,930 images, all of it live data. Only FLUSHDB and COMPACT help: 161 MiB are left. */
export const kvrocksIncident20260211: Scenario = {
  id: 'kvrocks-incident-2026-02-11',
  title: 'Incident of 2026-02-11: 50 GiB filled by one auto-annotation',
  expects: ['kvrocks-write-refused'],
  mayAlsoShow: ['kvrocks-disk-filling', 'volume-nearly-full', 'server-health-failing'],
  on(world) {
    setVolumeSize(world, world.namespace, KVROCKS_CLAIM, '50Gi');
    const { capacityBytes, restBytes } = world.kvrocks;
    const archiveBytes = 320 * MIB;
    Object.assign(world.kvrocks, {
      archiveBytes,
      liveBytes: capacityBytes - archiveBytes - restBytes,
      expiredBytes: 0,
      writeError: NO_SPACE,
      backgroundErrors: 3,
    });
    runInference(world, 88);
    for (const request of world.cvat.inference) Object.assign(request, { status: 'failed', error: `redis.exceptions.ResponseError: ${NO_SPACE}` });
  },
  off: emptyKvrocks,
};

import { NO_SPACE } from '../behaviour/kvrocks-engine';
import { GIB } from '../world/identity';
import { emptyKvrocks, runInference } from './kvrocks-fill';
import type { Scenario } from './scenario';

/** The cache's disk is full to the last byte: images cannot be shown, inference has failed. */
export const kvrocksWriteRefused: Scenario = {
  id: 'kvrocks-write-refused',
  title: 'The image cache is full and refuses writes',
  expects: ['kvrocks-write-refused'],
  mayAlsoShow: ['kvrocks-disk-filling', 'volume-nearly-full', 'server-health-failing'],
  on(world) {
    const { kvrocks } = world;
    const archiveBytes = Math.round(7.4 * GIB);
    Object.assign(kvrocks, {
      archiveBytes,
      liveBytes: kvrocks.capacityBytes - archiveBytes - kvrocks.restBytes,
      expiredBytes: 30 * GIB,
      writeError: NO_SPACE,
      backgroundErrors: 3,
    });
    runInference(world, 63);
    for (const request of world.cvat.inference) Object.assign(request, { status: 'failed', error: `redis.exceptions.ResponseError: ${NO_SPACE}` });
  },
  off: emptyKvrocks,
};

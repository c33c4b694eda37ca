import { GIB } from '../world/identity';
import { emptyKvrocks, runInference } from './kvrocks-fill';
import type { Scenario } from './scenario';

/** Auto-annotation fills the cache by a few GiB an hour; a tenth of it is archived logs, a quarter has expired. */
export const kvrocksDiskFilling: Scenario = {
  id: 'kvrocks-disk-filling',
  title: 'Auto-annotation fills the image cache by 3 GiB an hour',
  expects: ['kvrocks-disk-filling'],
  mayAlsoShow: ['volume-nearly-full'],
  on(world) {
    Object.assign(world.kvrocks, { liveBytes: 68 * GIB, expiredBytes: 17 * GIB, archiveBytes: Math.round(9.5 * GIB), fillBytesPerHour: 3.2 * GIB });
    runInference(world, 41);
  },
  off: emptyKvrocks,
};

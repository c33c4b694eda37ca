import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';

export const GIB = 2 ** 30;

/** KVRocks on a 100 GiB volume, as INFO and its directory say. */
export function kvrocksFacts({ percent = 95, archiveGib = 12, ...rest }: { percent?: number; archiveGib?: number } & Partial<KvrocksFacts> = {}): KvrocksFacts {
  return {
    askedBy: 'exec',
    namespace: 'cvat',
    pod: 'cvat-kvrocks-0',
    container: 'cvat-kvrocks-app-container',
    statefulSet: 'cvat-kvrocks',
    claim: 'cvat-kvrocks-data-cvat-kvrocks-0',
    version: '2.12.1',
    role: 'master',
    connectedReplicas: 0,
    usedDbBytes: (percent - archiveGib) * GIB,
    maxDbBytes: 0,
    diskCapacityBytes: 100 * GIB,
    diskUsedBytes: percent * GIB,
    isCompacting: false,
    backgroundErrors: 0,
    loading: false,
    dbPath: '/var/lib/kvrocks/db',
    composition: {
      liveBytes: (percent - archiveGib) * GIB,
      liveFiles: 900,
      archiveBytes: archiveGib * GIB,
      archiveFiles: archiveGib > 0 ? 190 : 0,
      restBytes: 0,
    },
    write: { accepted: true },
    ...rest,
  };
}

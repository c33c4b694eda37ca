import { CLAIMS, fileSystemBytes, HEALTHY_KVROCKS } from './healthy/claims';
import { CVAT_TAG, GIB, GPU_NODE, MINIO_ADDRESS, NUCLIO_VERSION, SERVER_NODE } from './identity';
import type { LabCvat, LabDisk, LabKvrocks, LabNodeFs, LabNuclio } from './world';

/** Key of a claim's disk in `world.disks`. */
export const diskKey = (namespace: string, claim: string) => `${namespace}/${claim}`;

const BYTES_PER_INODE = 16_384;

export function freshDisks(): Map<string, LabDisk> {
  return new Map(
    CLAIMS.map(({ namespace, name, sizeGi, usedBytes, inodesUsed }) => {
      const capacityBytes = fileSystemBytes(sizeGi * GIB);
      return [diskKey(namespace, name), { claim: name, usedBytes, capacityBytes, inodesUsed, inodes: Math.floor((sizeGi * GIB) / BYTES_PER_INODE) }];
    }),
  );
}

export function freshKvrocks(): LabKvrocks {
  return {
    ...HEALTHY_KVROCKS,
    expiredBytes: 4 * GIB,
    capacityBytes: fileSystemBytes(100 * GIB),
    fillBytesPerHour: 0,
    compacting: false,
    backgroundErrors: 0,
    writeError: undefined,
    walTtlSeconds: 10_800,
    walSizeLimitMb: 16_384,
  };
}

export function freshNodeFs(): Map<string, LabNodeFs> {
  return new Map([
    [SERVER_NODE, { capacityBytes: 245_016_792 * 1024, usedBytes: 96 * GIB, imageUsedBytes: 14 * GIB }],
    [GPU_NODE, { capacityBytes: 480_430_080 * 1024, usedBytes: 214 * GIB, imageUsedBytes: 118 * GIB }],
  ]);
}

export function freshCvat(): LabCvat {
  const endpoint = 'http://minio.minio.svc.cluster.local';
  const storage = (id: number, displayName: string, resource: string) => ({
    id,
    displayName,
    provider: 'AWS_S3_BUCKET',
    resource,
    endpoint,
    status: 'AVAILABLE',
  });
  return {
    version: CVAT_TAG.slice(1),
    down: false,
    health: {},
    cloudStorages: [storage(1, 'Matches', 'matches'), storage(2, 'Training sets', 'datasets'), storage(3, 'Backups', 'cvat-backups')],
    inference: [],
    token: 'lab-token',
  };
}

export function freshNuclio(): LabNuclio {
  return { version: NUCLIO_VERSION, dashboardDown: false, controllerDown: false, dashboardStarts: 0, controllerStarts: 0 };
}

/** Address and port every cloud storage of this installation resolves to. */
export const STORAGE_ADDRESS = { address: MINIO_ADDRESS, port: 80 };

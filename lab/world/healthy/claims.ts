import { BACKEND_CLAIM, GIB, GPU_NODE, KVROCKS_CLAIM, MIB, NAMESPACE, RELEASE, SERVER_NODE } from '../identity';

/** A claim of the healthy installation, with the volume behind it and how full it is. */
export interface ClaimPlan {
  readonly namespace: string;
  readonly name: string;
  readonly volume: string;
  readonly sizeGi: number;
  readonly mode: 'ReadWriteOnce' | 'ReadWriteMany';
  readonly usedBytes: number;
  readonly inodesUsed: number;
  /** Longhorn nodes that hold a copy; the first is where it is attached. */
  readonly replicas: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** KVRocks' part of its disk; the rest of the numbers stand in behaviour/kvrocks-engine.ts. */
export const HEALTHY_KVROCKS = { liveBytes: Math.round(31.4 * GIB), archiveBytes: Math.round(1.2 * GIB), restBytes: 96 * MIB };

const both = [SERVER_NODE, GPU_NODE];

export const CLAIMS: readonly ClaimPlan[] = [
  {
    namespace: NAMESPACE,
    name: BACKEND_CLAIM,
    volume: 'pvc-0f6f2a7e-5a5b-4a0e-9f53-3f1c8e0c7a11',
    sizeGi: 50,
    mode: 'ReadWriteMany',
    usedBytes: Math.round(28.4 * GIB),
    inodesUsed: 412_000,
    replicas: both,
    labels: { app: 'cvat-app', tier: 'backend' },
  },
  {
    namespace: NAMESPACE,
    name: KVROCKS_CLAIM,
    volume: 'pvc-b6631e93-4992-4683-a04c-25bb748fa564',
    sizeGi: 100,
    mode: 'ReadWriteOnce',
    usedBytes: HEALTHY_KVROCKS.liveBytes + HEALTHY_KVROCKS.archiveBytes + HEALTHY_KVROCKS.restBytes,
    inodesUsed: 600,
    replicas: [GPU_NODE],
    labels: { app: 'cvat-app', tier: 'kvroocks' },
  },
  {
    namespace: NAMESPACE,
    name: `data-${RELEASE}-postgresql-0`,
    volume: 'pvc-3b2f8d40-91c7-4f0a-8a6e-5d0c2b7e9f33',
    sizeGi: 10,
    mode: 'ReadWriteOnce',
    usedBytes: Math.round(2.1 * GIB),
    inodesUsed: 1_930,
    replicas: both,
  },
  {
    namespace: NAMESPACE,
    name: `data-${RELEASE}-clickhouse-shard0-0`,
    volume: 'pvc-9d1a7b63-4e2c-4d95-9c08-1f7b3e5a6d55',
    sizeGi: 10,
    mode: 'ReadWriteOnce',
    usedBytes: Math.round(3.4 * GIB),
    inodesUsed: 5_210,
    replicas: both,
  },
  {
    namespace: NAMESPACE,
    name: `redis-data-${RELEASE}-redis-master-0`,
    volume: 'pvc-7c5e1f92-0d3b-4b8f-b1a7-8e4f6a9d2c44',
    sizeGi: 8,
    mode: 'ReadWriteOnce',
    usedBytes: Math.round(0.2 * GIB),
    inodesUsed: 24,
    replicas: both,
  },
  {
    namespace: NAMESPACE,
    name: `${RELEASE}-grafana`,
    volume: 'pvc-e4c8d2a5-6f17-4a3e-8b59-2a9c4d7f1e66',
    sizeGi: 5,
    mode: 'ReadWriteOnce',
    usedBytes: Math.round(0.4 * GIB),
    inodesUsed: 380,
    replicas: both,
  },
  {
    namespace: 'minio',
    name: 'minio',
    volume: 'pvc-2a6f9c71-8b4d-4e60-a3d2-6c5e1b8f0d77',
    sizeGi: 200,
    mode: 'ReadWriteOnce',
    usedBytes: Math.round(96 * GIB),
    inodesUsed: 61_300,
    replicas: [GPU_NODE],
  },
];

/** Bytes of the file system on a volume: ext4 keeps some of it for itself. */
export const fileSystemBytes = (volumeBytes: number) => Math.floor(volumeBytes * 0.984);

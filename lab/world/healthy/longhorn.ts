import { GIB, GPU_NODE, SERVER_NODE } from '../identity';
import type { LabObject } from '../object-store';
import { apiObject } from './api-object';
import { CLAIMS, type ClaimPlan } from './claims';

const LONGHORN = 'longhorn.io/v1beta2';
const NAMESPACE = 'longhorn-system';

export interface LonghornDisk {
  readonly node: string;
  readonly uuid: string;
  readonly maximumGi: number;
  readonly reservedGi: number;
  readonly availableGi: number;
}

export const DISKS: readonly LonghornDisk[] = [
  { node: SERVER_NODE, uuid: '6f0b8a12-7f1c-4c3e-9a41-0c2f5c8f1a01', maximumGi: 232, reservedGi: 70, availableGi: 128 },
  { node: GPU_NODE, uuid: 'c19e54d7-2b8a-4b44-8d0e-7a6b9f3e2b02', maximumGi: 1832, reservedGi: 183, availableGi: 1402 },
];

const head = (name: string, labels: Record<string, string> = {}) => ({ name, namespace: NAMESPACE, labels });

/** A copy of a volume on a node's disk. */
export function replica(volume: string, sizeBytes: number, node: string, diskUuid: string): LabObject {
  const name = `${volume}-r-${diskUuid.slice(0, 8)}`;
  return apiObject(LONGHORN, 'Replica', head(name, { longhornvolume: volume, longhornnode: node, longhorndiskuuid: diskUuid }), {
    spec: {
      volumeName: volume,
      volumeSize: String(sizeBytes),
      nodeID: node,
      diskID: diskUuid,
      diskPath: '/var/lib/longhorn/',
      active: true,
      evictionRequested: false,
      healthyAt: '2026-01-29T10:00:00Z',
      failedAt: '',
    },
    status: { currentState: 'running', started: true, ownerID: node },
  });
}

/** Longhorn's own node with one disk; what is scheduled on it follows from the replicas. */
export function longhornNode({ node, uuid, maximumGi, reservedGi, availableGi }: LonghornDisk, scheduled: Record<string, number>): LabObject {
  const total = Object.values(scheduled).reduce((sum, bytes) => sum + bytes, 0);
  const conditions = (types: string[]) => types.map((type) => ({ type, status: 'True', reason: '', message: '' }));
  return apiObject(LONGHORN, 'Node', head(node), {
    spec: {
      name: node,
      allowScheduling: true,
      disks: { 'default-disk': { path: '/var/lib/longhorn/', allowScheduling: true, storageReserved: reservedGi * GIB, evictionRequested: false, tags: [] } },
    },
    status: {
      conditions: conditions(['Ready', 'Schedulable']),
      diskStatus: {
        'default-disk': {
          diskUUID: uuid,
          storageMaximum: maximumGi * GIB,
          storageAvailable: availableGi * GIB,
          storageScheduled: total,
          scheduledReplica: Object.fromEntries(Object.entries(scheduled).map(([name, bytes]) => [name, bytes])),
          conditions: conditions(['Ready', 'Schedulable']),
        },
      },
    },
  });
}

function volumeObjects(plan: ClaimPlan): LabObject[] {
  const { volume, replicas, mode, usedBytes } = plan;
  const bytes = plan.sizeGi * GIB;
  const attached = replicas[0] as string;
  const copies = replicas.map((node) => replica(volume, bytes, node, DISKS.find((disk) => disk.node === node)?.uuid as string));
  return [
    apiObject(
      'v1',
      'PersistentVolume',
      { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': 'driver.longhorn.io' } },
      {
        spec: {
          capacity: { storage: `${plan.sizeGi}Gi` },
          accessModes: [mode],
          persistentVolumeReclaimPolicy: 'Delete',
          storageClassName: 'longhorn',
          volumeMode: 'Filesystem',
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: plan.namespace, name: plan.name },
          csi: {
            driver: 'driver.longhorn.io',
            fsType: 'ext4',
            volumeHandle: volume,
            volumeAttributes: { numberOfReplicas: String(replicas.length), fsType: 'ext4' },
          },
        },
        status: { phase: 'Bound' },
      },
    ),
    apiObject(
      'v1',
      'PersistentVolumeClaim',
      {
        name: plan.name,
        namespace: plan.namespace,
        ...(plan.labels ? { labels: { ...plan.labels } } : {}),
        annotations: { 'volume.kubernetes.io/storage-provisioner': 'driver.longhorn.io' },
      },
      {
        spec: {
          accessModes: [mode],
          storageClassName: 'longhorn',
          volumeMode: 'Filesystem',
          volumeName: volume,
          resources: { requests: { storage: `${plan.sizeGi}Gi` } },
        },
        status: { phase: 'Bound', accessModes: [mode], capacity: { storage: `${plan.sizeGi}Gi` } },
      },
    ),
    apiObject(LONGHORN, 'Volume', head(volume, { longhornvolume: volume }), {
      spec: {
        size: String(bytes),
        numberOfReplicas: replicas.length,
        accessMode: mode === 'ReadWriteMany' ? 'rwx' : 'rwo',
        dataEngine: 'v1',
        dataLocality: 'disabled',
        nodeID: attached,
        frontend: 'blockdev',
      },
      status: {
        state: 'attached',
        robustness: 'healthy',
        actualSize: Math.round(usedBytes * 1.06),
        currentNodeID: attached,
        conditions: [{ type: 'Scheduled', status: 'True' }],
        kubernetesStatus: { namespace: plan.namespace, pvcName: plan.name, pvName: volume, pvStatus: 'Bound' },
      },
    }),
    apiObject(LONGHORN, 'Engine', head(`${volume}-e-0`, { longhornvolume: volume, longhornnode: attached }), {
      spec: { volumeName: volume, volumeSize: String(bytes), nodeID: attached },
      status: {
        currentState: 'running',
        currentSize: String(bytes),
        isExpanding: false,
        lastExpansionError: '',
        replicaModeMap: Object.fromEntries(copies.map((copy) => [copy.metadata.name, 'RW'])),
      },
    }),
    ...copies,
  ];
}

const SETTINGS = { 'storage-over-provisioning-percentage': '100', 'storage-minimal-available-percentage': '25', 'default-replica-count': '2' };

/** Volumes, claims, copies, disks and settings. Headroom by Longhorn's rule: 79 GiB on the server node, 1,266 GiB on the workstation. */
export function longhorn(): LabObject[] {
  const scheduledOn = (node: string) =>
    Object.fromEntries(
      CLAIMS.filter((plan) => plan.replicas.includes(node)).map((plan) => [
        `${plan.volume}-r-${DISKS.find((disk) => disk.node === node)?.uuid.slice(0, 8)}`,
        plan.sizeGi * GIB,
      ]),
    );
  return [
    ...CLAIMS.flatMap(volumeObjects),
    ...DISKS.map((disk) => longhornNode(disk, scheduledOn(disk.node))),
    ...Object.entries(SETTINGS).map(([name, value]) => apiObject(LONGHORN, 'Setting', head(name), { value, status: { applied: true } })),
  ];
}

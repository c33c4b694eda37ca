import 'server-only';
import type { LonghornFacts } from '@/lib/domain/facts/storage';
import { type ApiObject, number, present, record, text } from '@/lib/k8s/map/api-object';

type VolumeOf = LonghornFacts['volumes'][number];
type ReplicaOf = LonghornFacts['replicas'][number];
type DiskOf = LonghornFacts['disks'][number];

export interface LonghornSetting {
  readonly name: string;
  readonly value: string;
}

/** A Longhorn volume. Sizes are texts or numbers of bytes. */
export function longhornVolume(object: ApiObject): VolumeOf {
  const spec = record(object.spec);
  const status = record(object.status);
  const claim = record(status.kubernetesStatus);
  const namespace = text(claim.namespace);
  const name = text(claim.pvcName);
  return present({
    name: object.metadata.name,
    sizeBytes: number(spec.size) ?? 0,
    actualBytes: number(status.actualSize) ?? 0,
    replicas: number(spec.numberOfReplicas) ?? 0,
    state: text(status.state) ?? 'unknown',
    robustness: text(status.robustness) ?? 'unknown',
    claim: namespace && name ? { namespace, name } : undefined,
  });
}

export function longhornReplica(object: ApiObject): ReplicaOf {
  const spec = record(object.spec);
  return {
    name: object.metadata.name,
    volume: text(spec.volumeName) ?? '',
    node: text(spec.nodeID) ?? '',
    diskId: text(spec.diskID) ?? '',
    failed: text(spec.failedAt) !== undefined,
  };
}

/** The disks of one Longhorn node: what is reserved stands in spec, all else in status. A disk without figures is left out. */
export function longhornDisks(object: ApiObject): readonly DiskOf[] {
  const spec = record(object.spec);
  const disks = record(spec.disks);
  return Object.entries(record(record(object.status).diskStatus)).flatMap(([name, value]) => {
    const status = record(value);
    const declared = record(disks[name]);
    const maximumBytes = number(status.storageMaximum);
    const availableBytes = number(status.storageAvailable);
    if (maximumBytes === undefined || availableBytes === undefined) return [];
    return [
      {
        node: object.metadata.name,
        name,
        diskId: text(status.diskUUID) ?? '',
        maximumBytes,
        availableBytes,
        reservedBytes: number(declared.storageReserved) ?? 0,
        scheduledBytes: number(status.storageScheduled) ?? 0,
        schedulable: spec.allowScheduling !== false && declared.allowScheduling !== false,
      },
    ];
  });
}

export function longhornSetting(object: ApiObject): LonghornSetting {
  return { name: object.metadata.name, value: text(object.value) ?? '' };
}

/** All of it together, with Longhorn's own defaults for settings that are not there. Undefined when there is no disk: not in use. */
export function longhornFacts(parts: {
  readonly volumes: Iterable<VolumeOf>;
  readonly replicas: Iterable<ReplicaOf>;
  readonly disks: Iterable<readonly DiskOf[]>;
  readonly settings: Iterable<LonghornSetting>;
}): LonghornFacts | undefined {
  const settings = new Map([...parts.settings].map(({ name, value }) => [name, value]));
  const disks = [...parts.disks].flat();
  if (disks.length === 0) return undefined;
  return {
    overProvisioningPercent: number(settings.get('storage-over-provisioning-percentage')) ?? 100,
    minimalAvailablePercent: number(settings.get('storage-minimal-available-percentage')) ?? 25,
    volumes: [...parts.volumes],
    replicas: [...parts.replicas],
    disks,
  };
}

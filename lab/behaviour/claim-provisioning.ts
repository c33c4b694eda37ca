import { readQuantity } from '@/lib/domain/quantity';
import { diskKey } from '../world/fresh-state';
import { fileSystemBytes } from '../world/healthy/claims';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { CLAIM, POD, STORAGE_CLASS, VOLUME } from './kinds';
import { startReconciler } from './reconciler';

/** Sooner than a kubelet looks at a pod that was just given its node. */
const PROVISION_MS = 200;
const BYTES_PER_INODE = 16_384;
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Makes a volume for each claim that waits for one: at once, or when a pod that uses it has a node, as its class says. A volume goes with its claim. */
export function startClaimProvisioning(world: LabWorld): void {
  const { store } = world;

  function classOf(claim: LabObject): LabObject | undefined {
    const name: string | undefined = claim.spec.storageClassName;
    if (name) return store.get(STORAGE_CLASS, undefined, name);
    return store.list(STORAGE_CLASS).find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true');
  }

  const isUsed = (claim: LabObject) =>
    store.list(POD, claim.metadata.namespace).some((pod) => Boolean(pod.spec.nodeName) && claimsOf(pod).includes(claim.metadata.name));

  function provision(claim: LabObject, storageClass: LabObject) {
    const { name, namespace = '', uid } = claim.metadata;
    const volume = `pvc-${uid}`;
    const size: string = claim.spec.resources.requests.storage;
    const provisioner: string = storageClass.provisioner;
    const source =
      provisioner === 'rancher.io/local-path'
        ? { hostPath: { path: `/var/lib/rancher/k3s/storage/${volume}_${namespace}_${name}`, type: 'DirectoryOrCreate' } }
        : { csi: { driver: provisioner, fsType: 'ext4', volumeHandle: volume } };
    store.put(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
        spec: {
          accessModes: claim.spec.accessModes,
          capacity: { storage: size },
          persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
          storageClassName: storageClass.metadata.name,
          volumeMode: 'Filesystem',
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
          ...source,
        },
        status: { phase: 'Bound' },
      },
      provisioner,
    );
    store.change(CLAIM, namespace, name, 'kube-controller-manager', (draft) => {
      draft.spec.volumeName = volume;
      draft.spec.storageClassName = storageClass.metadata.name;
      draft.status = { phase: 'Bound', accessModes: claim.spec.accessModes, capacity: { storage: size } };
    });
    const bytes = Number(readQuantity(size) ?? 0n);
    const disk = { claim: name, usedBytes: 0, capacityBytes: fileSystemBytes(bytes), inodesUsed: 11, inodes: Math.floor(bytes / BYTES_PER_INODE) };
    world.disks.set(diskKey(namespace, name), disk);
  }

  startReconciler(world, {
    name: 'claim-provisioning',
    delayMs: PROVISION_MS,
    keysOf: ({ type, object }) => {
      if (object.kind === 'Pod' && type !== 'DELETED') return claimsOf(object).map((name) => `${object.metadata.namespace}/${name}`);
      return object.kind === 'PersistentVolumeClaim' ? [`${object.metadata.namespace}/${object.metadata.name}`] : [];
    },
    reconcile(namespace, name) {
      const claim = store.get(CLAIM, namespace, name);
      if (!claim) return removeVolume(namespace, name);
      if (claim.status?.phase === 'Bound') return;
      const storageClass = classOf(claim);
      if (!storageClass || (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !isUsed(claim))) return;
      provision(claim, storageClass);
    },
  });

  function removeVolume(namespace: string, name: string) {
    for (const { metadata, spec } of store.list(VOLUME)) {
      const { claimRef, persistentVolumeReclaimPolicy } = spec;
      if (claimRef?.namespace === namespace && claimRef.name === name && persistentVolumeReclaimPolicy === 'Delete')
        store.remove(VOLUME, undefined, metadata.name);
    }
    world.disks.delete(diskKey(namespace, name));
  }
}

function claimsOf(pod: LabObject): string[] {
  return (pod.spec.volumes ?? []).map((volume: LabObject) => volume.persistentVolumeClaim?.claimName).filter(Boolean);
}

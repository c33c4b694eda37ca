import { readQuantity } from '@/lib/domain/quantity';
import { diskKey } from '../world/fresh-state';
import { fileSystemBytes } from '../world/healthy/claims';
import { KVROCKS_CLAIM } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { dropCondition, setCondition } from './conditions';
import { CLAIM, LONGHORN_ENGINE, LONGHORN_NODE, LONGHORN_REPLICA, LONGHORN_VOLUME, VOLUME } from './kinds';
import { startReconciler } from './reconciler';

const CONTROLLER_MS = 2_000;
const FILE_SYSTEM_MS = 3_000;

const bytesOf = (text: string | undefined) => Number(readQuantity(text) ?? 0n);

/** Gives the volume behind a claim another size at once: claim, volume, Longhorn's objects, the disk inside. What scenarios build with. */
export function setVolumeSize(world: LabWorld, namespace: string, claim: string, size: string): void {
  world.store.change(CLAIM, namespace, claim, 'csi-resizer', (draft) => {
    draft.spec.resources.requests.storage = size;
    draft.status.capacity.storage = size;
  });
  growVolume(world, namespace, claim, size);
  growDisk(world, namespace, claim, size);
}

function growVolume(world: LabWorld, namespace: string, claim: string, size: string) {
  const name = world.store.get(CLAIM, namespace, claim)?.spec.volumeName;
  const text = String(bytesOf(size));
  world.store.change(VOLUME, undefined, name, 'csi-resizer', (draft) => {
    draft.spec.capacity.storage = size;
  });
  const inLonghorn = (kind: string, object: string, mutate: (draft: LabObject) => void) =>
    world.store.change(kind, 'longhorn-system', object, 'longhorn-manager', mutate);
  inLonghorn(LONGHORN_VOLUME, name, (draft) => Object.assign(draft.spec, { size: text }));
  inLonghorn(LONGHORN_ENGINE, `${name}-e-0`, (draft) => {
    draft.spec.volumeSize = text;
    draft.status.currentSize = text;
  });
  for (const replica of world.store.list(LONGHORN_REPLICA, 'longhorn-system').filter((candidate) => candidate.spec.volumeName === name)) {
    inLonghorn(LONGHORN_REPLICA, replica.metadata.name, (draft) => Object.assign(draft.spec, { volumeSize: text }));
  }
  recountDisks(world);
}

/** What each Longhorn disk has promised, from the copies on it. */
export function recountDisks(world: LabWorld): void {
  const replicas = world.store.list(LONGHORN_REPLICA, 'longhorn-system');
  for (const node of world.store.list(LONGHORN_NODE, 'longhorn-system')) {
    world.store.change(LONGHORN_NODE, 'longhorn-system', node.metadata.name, 'longhorn-manager', (draft) => {
      for (const disk of Object.values<LabObject>(draft.status.diskStatus)) {
        const held = replicas.filter((replica) => replica.spec.diskID === disk.diskUUID);
        disk.scheduledReplica = Object.fromEntries(held.map((replica) => [replica.metadata.name, Number(replica.spec.volumeSize)]));
        disk.storageScheduled = Object.values<number>(disk.scheduledReplica).reduce((sum, bytes) => sum + bytes, 0);
      }
    });
  }
}

function growDisk(world: LabWorld, namespace: string, claim: string, size: string) {
  const disk = world.disks.get(diskKey(namespace, claim));
  const capacityBytes = fileSystemBytes(bytesOf(size));
  if (disk) Object.assign(disk, { capacityBytes, inodes: Math.floor(bytesOf(size) / 16_384) });
  if (claim === KVROCKS_CLAIM) world.kvrocks.capacityBytes = capacityBytes;
}

/** Claims that ask for more than they have: the volume grows, then the file system on it, online. */
export function startVolumeExpansion(world: LabWorld): void {
  const { store, timers, clock } = world;
  const say = (namespace: string, name: string, type: 'Normal' | 'Warning', reason: string, message: string, component: string) =>
    world.event({ namespace, kind: 'PersistentVolumeClaim', name, type, reason, message, component });

  function finish(namespace: string, name: string, size: string) {
    store.change(
      CLAIM,
      namespace,
      name,
      'kubelet',
      (draft) => {
        draft.status.capacity = { ...draft.status.capacity, storage: size };
        delete draft.status.allocatedResourceStatuses;
        dropCondition(draft, 'FileSystemResizePending');
      },
      'status',
    );
    growDisk(world, namespace, name, size);
    say(namespace, name, 'Normal', 'FileSystemResizeSuccessful', 'MountVolume.NodeExpandVolume succeeded for volume', 'kubelet');
  }

  startReconciler(world, {
    name: 'claim',
    delayMs: 50,
    keysOf: ({ type, object }) =>
      object.kind === 'PersistentVolumeClaim' && type !== 'DELETED' ? [`${object.metadata.namespace}/${object.metadata.name}`] : [],
    reconcile(namespace, name) {
      const claim = store.get(CLAIM, namespace, name);
      if (claim?.status?.phase !== 'Bound') return;
      const size: string = claim.spec.resources.requests.storage;
      if (bytesOf(size) <= bytesOf(claim.status.capacity?.storage) || claim.status.allocatedResources?.storage === size) return;
      say(namespace, name, 'Normal', 'Resizing', `External resizer is resizing volume ${claim.spec.volumeName}`, 'external-resizer driver.longhorn.io');
      store.change(
        CLAIM,
        namespace,
        name,
        'csi-resizer',
        (draft) => {
          draft.status.allocatedResources = { storage: size };
          draft.status.allocatedResourceStatuses = { storage: 'ControllerResizeInProgress' };
          setCondition(draft, { type: 'Resizing', status: 'True' }, clock.now());
        },
        'status',
      );
      timers.after(CONTROLLER_MS, () => {
        growVolume(world, namespace, name, size);
        const message = 'Waiting for user to (re-)start a pod to finish file system resize of volume on node.';
        store.change(
          CLAIM,
          namespace,
          name,
          'csi-resizer',
          (draft) => {
            draft.status.allocatedResourceStatuses = { storage: 'NodeResizePending' };
            dropCondition(draft, 'Resizing');
            setCondition(draft, { type: 'FileSystemResizePending', status: 'True', message }, clock.now());
          },
          'status',
        );
        say(namespace, name, 'Normal', 'FileSystemResizeRequired', 'Require file system resize of volume on node', 'external-resizer driver.longhorn.io');
      });
      timers.after(CONTROLLER_MS + FILE_SYSTEM_MS, () => finish(namespace, name, size));
    },
  });
}

import { diskKey } from '../world/fresh-state';
import { MIB } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabNodeFs, LabWorld } from '../world/world';
import { POD } from './kinds';

const NODE_INODES = 15_000_000;

const fileSystem = (time: string, capacityBytes: number, usedBytes: number, inodes: number, inodesUsed: number) => ({
  time,
  availableBytes: Math.max(0, capacityBytes - usedBytes),
  capacityBytes,
  usedBytes,
  inodesFree: Math.max(0, inodes - inodesUsed),
  inodes,
  inodesUsed,
});

function nodeFileSystems(fs: LabNodeFs, time: string) {
  const own = fileSystem(time, fs.capacityBytes, fs.usedBytes, NODE_INODES, 410_000);
  return { fs: own, runtime: { imageFs: { ...own, usedBytes: fs.imageUsedBytes } } };
}

function volumes(world: LabWorld, pod: LabObject, time: string) {
  return (pod.spec.volumes ?? []).flatMap((volume: LabObject) => {
    const claim = volume.persistentVolumeClaim?.claimName;
    const disk = claim && world.disks.get(diskKey(pod.metadata.namespace as string, claim));
    if (!disk) return [];
    return [
      {
        ...fileSystem(time, disk.capacityBytes, disk.usedBytes, disk.inodes, disk.inodesUsed),
        name: volume.name,
        pvcRef: { name: claim, namespace: pod.metadata.namespace },
      },
    ];
  });
}

/** The kubelet's stats/summary of a node: its disks, its pods, and how full the claims they mount are. Undefined for a node that is not there. */
export function statsSummary(world: LabWorld, node: string): unknown {
  const fs = world.nodeFs.get(node);
  if (!fs) return undefined;
  const time = new Date(world.clock.now()).toISOString();
  const pods = world.store.list(POD).filter((pod) => pod.spec.nodeName === node && pod.status?.phase === 'Running');
  return {
    node: {
      nodeName: node,
      ...nodeFileSystems(fs, time),
      cpu: { time, usageNanoCores: 2_400_000_000 },
      memory: { time, workingSetBytes: 21_000 * MIB, availableBytes: 42_000 * MIB },
    },
    pods: pods.map((pod) => ({
      podRef: { name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid },
      startTime: pod.status.startTime,
      containers: pod.spec.containers.map((container: LabObject) => ({
        name: container.name,
        cpu: { time, usageNanoCores: 20_000_000 },
        memory: { time, workingSetBytes: 240 * MIB },
      })),
      ...(volumes(world, pod, time).length > 0 ? { volume: volumes(world, pod, time) } : {}),
      'ephemeral-storage': { time, usedBytes: 12 * MIB },
    })),
  };
}

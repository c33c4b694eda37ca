import 'server-only';
import type { NodeDiskFact } from '@/lib/domain/facts/storage';
import { number, record, records, text } from '@/lib/k8s/map/api-object';

/** One claim's figures as a kubelet measured them. Bytes. */
export interface MountedFigures {
  readonly namespace: string;
  readonly claim: string;
  readonly usedBytes: number;
  /** Used and available together: what can be filled, so without blocks kept for root. */
  readonly capacityBytes: number;
  readonly inodesUsed?: number;
  readonly inodes?: number;
  readonly at: string | undefined;
  /** The figures are those of the node's own disk. */
  readonly isNodeDisk: boolean;
}

/** The volumes of claims in a kubelet's summary, each claim once: the newest measurement counts. What has no figures is left out. */
export function claimFigures(summary: unknown): readonly MountedFigures[] {
  const nodeDisk = number(record(record(record(summary).node).fs).capacityBytes);
  const newest = new Map<string, MountedFigures>();
  for (const volume of records(record(summary).pods).flatMap((pod) => records(pod.volume))) {
    const reference = record(volume.pvcRef);
    const namespace = text(reference.namespace);
    const claim = text(reference.name);
    const usedBytes = number(volume.usedBytes);
    const availableBytes = number(volume.availableBytes);
    if (!namespace || !claim || usedBytes === undefined || availableBytes === undefined) continue;
    const key = `${namespace}/${claim}`;
    const at = text(volume.time);
    const inodes = number(volume.inodes);
    const inodesUsed = number(volume.inodesUsed);
    if ((newest.get(key)?.at ?? '') > (at ?? '')) continue;
    newest.set(key, {
      ...{ namespace, claim, usedBytes, at, capacityBytes: usedBytes + availableBytes },
      ...(inodes === undefined || inodesUsed === undefined ? {} : { inodes, inodesUsed }),
      isNodeDisk: nodeDisk !== undefined && number(volume.capacityBytes) === nodeDisk,
    });
  }
  return [...newest.values()];
}

/** The node's own disks in a kubelet's summary; undefined when it has no figures of them. */
export function nodeDiskFigures(node: string, summary: unknown, observedAt: string): NodeDiskFact | undefined {
  const stats = record(record(summary).node);
  const fs = diskFigures(stats.fs);
  if (!fs) return undefined;
  const imageFs = diskFigures(record(stats.runtime).imageFs);
  const source = { kind: 'kubelet' as const, detail: node };
  return { node, fs, observedAt: text(record(stats.fs).time) ?? observedAt, source, ...(imageFs ? { imageFs } : {}) };
}

function diskFigures(value: unknown): NodeDiskFact['fs'] | undefined {
  const fs = record(value);
  const usedBytes = number(fs.usedBytes);
  const availableBytes = number(fs.availableBytes);
  const capacityBytes = number(fs.capacityBytes);
  if (usedBytes === undefined || availableBytes === undefined || capacityBytes === undefined) return undefined;
  return { usedBytes, availableBytes, capacityBytes };
}

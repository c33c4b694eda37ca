import type { ClaimFact, LonghornFacts, StorageClassFact, VolumeFact } from '@/lib/domain/facts/storage';
import { readQuantity } from '@/lib/domain/quantity';

const LONGHORN = 'driver.longhorn.io';

/** How far a claim can grow, and what sets the limit. */
export type ClaimGrowth =
  | { readonly limitedBy: 'not-expandable' | 'unlimited' | 'unknown' }
  | { readonly limitedBy: 'longhorn'; readonly toBytes: number; readonly disk: string };

export interface GrowthFacts {
  readonly storageClasses: readonly StorageClassFact[] | undefined;
  readonly volumes: readonly VolumeFact[] | undefined;
  readonly longhorn: LonghornFacts | undefined;
}

/**
 * The largest size the storage would admit for this claim alone. Longhorn refuses a growth by d when one of the disks that hold k replicas of the
 * volume has less than k·d of headroom left, or stands below its minimum of free space. Other drivers say nothing before they are asked.
 */
export function claimGrowth(claim: ClaimFact, facts: GrowthFacts): ClaimGrowth {
  const storageClass = facts.storageClasses?.find((c) => c.name === claim.storageClass);
  if (!storageClass) return { limitedBy: 'unknown' };
  if (!storageClass.expandable) return { limitedBy: 'not-expandable' };
  const volume = facts.volumes?.find((v) => v.name === claim.volumeName);
  if (!volume) return { limitedBy: 'unknown' };
  if (volume.driver !== LONGHORN) return { limitedBy: 'unlimited' };
  return facts.longhorn && volume.handle ? longhornGrowth(claim, volume.handle, facts.longhorn) : { limitedBy: 'unknown' };
}

function longhornGrowth(claim: ClaimFact, handle: string, longhorn: LonghornFacts): ClaimGrowth {
  const size = Number(readQuantity(claim.capacity ?? claim.requested) ?? 0n);
  const replicas = longhorn.replicas.filter((replica) => replica.volume === handle && !replica.failed);
  const diskIds = [...new Set(replicas.map((replica) => replica.diskId))];
  const limits = diskIds.map((diskId) => {
    const disk = longhorn.disks.find((d) => d.diskId === diskId);
    if (!disk) return undefined;
    const copies = replicas.filter((replica) => replica.diskId === diskId).length;
    return { disk: `${disk.node}/${disk.name}`, bytes: Math.floor(Math.max(0, diskHeadroom(disk, longhorn)) / copies) };
  });
  const known = limits.filter((limit) => limit !== undefined);
  const tightest = known.sort((a, b) => a.bytes - b.bytes)[0];
  if (!tightest || known.length < limits.length) return { limitedBy: 'unknown' };
  return { limitedBy: 'longhorn', toBytes: size + tightest.bytes, disk: tightest.disk };
}

/** Bytes a disk still admits, as Longhorn computes it; zero where it stands below its minimum of free space. */
export function diskHeadroom(
  disk: LonghornFacts['disks'][number],
  longhorn: Pick<LonghornFacts, 'overProvisioningPercent' | 'minimalAvailablePercent'>,
): number {
  const minimum = Math.floor((disk.maximumBytes * longhorn.minimalAvailablePercent) / 100);
  if (disk.availableBytes <= minimum) return 0;
  return Math.floor(((disk.maximumBytes - disk.reservedBytes) * longhorn.overProvisioningPercent) / 100) - disk.scheduledBytes;
}

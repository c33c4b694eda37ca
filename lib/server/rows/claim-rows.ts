import 'server-only';
import { claimGrowth, type GrowthFacts } from '@/lib/domain/claim-growth';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, FillLevel, FillLevels } from '@/lib/domain/facts/storage';
import type { Thresholds } from '@/lib/domain/installation';
import { readQuantity } from '@/lib/domain/quantity';
import type { ClaimRow } from '@/lib/domain/rows/topics';
import type { FindingIndex } from '@/lib/server/rows/finding-index';

export interface ClaimRowsInput extends GrowthFacts {
  readonly claims: readonly ClaimFact[];
  readonly pods: readonly PodFact[];
  readonly levels: FillLevels | undefined;
  /** False = levels are of before: shown, and called unknown. */
  readonly levelsFresh: boolean;
  readonly kvrocks: KvrocksFacts | undefined;
  readonly release: string | undefined;
  readonly thresholds: Thresholds;
  readonly findings: FindingIndex;
}

/** Of a disk's other claims so many are named. */
const NAMED = 3;

/** Claims with their level, where it comes from, where it is going and how far they can grow. */
export function claimRows(input: ClaimRowsInput): ClaimRow[] {
  const users = mountedBy(input.pods);
  const { levels } = input;
  const disks = byDisk(levels?.levels ?? []);
  return input.claims.map((claim) => {
    const { namespace, name } = claim;
    const own = (item: { namespace: string; claim: string }) => item.namespace === namespace && item.claim === name;
    const level = levels?.levels.find(own);
    const missing = levels?.missing.find(own);
    const trend = levels?.trends.find(own);
    const growth = claimGrowth(claim, input);
    const user = users.get(`${namespace}/${name}`);
    const finding = input.findings.of({ kind: 'PersistentVolumeClaim', namespace, name });
    const composition = compositionOf(claim, input.kvrocks);
    return {
      id: `${namespace}/${name}`,
      namespace,
      name,
      label: labelOf(name, input.release),
      ...(user ? { usedBy: user.workload?.name ?? user.name } : {}),
      ...(user?.node ? { node: user.node } : {}),
      phase: claim.phase,
      ...(level ? { usedBytes: level.usedBytes, capacityBytes: level.capacityBytes, source: level.source, observedAt: level.observedAt } : {}),
      ...(level?.inodes && level.inodesUsed !== undefined ? { inodesPercent: Math.round((level.inodesUsed / level.inodes) * 1_000) / 10 } : {}),
      requestedBytes: Number(readQuantity(claim.requested) ?? 0n),
      ...(missing ? { missing: missing.reason } : {}),
      ...(missing?.missingRight ? { missingRight: missing.missingRight } : {}),
      sharesNodeDisk: level?.sharesNodeDisk ?? false,
      ...(level?.disk ? { disk: { ...level.disk, ...neighbours(level, disks.get(level.disk.id), input.release) } } : {}),
      ...(level?.better ? { better: level.better } : {}),
      ...(missing?.atMost ? { atMost: missing.atMost } : {}),
      tone: level && input.levelsFresh ? toneOf(level.usedBytes / level.capacityBytes, composition !== undefined, input.thresholds) : 'unknown',
      ...(trend?.bytesPerHour === undefined ? {} : { bytesPerHour: trend.bytesPerHour }),
      ...(trend?.fullAt ? { fullAt: trend.fullAt } : {}),
      ...(trend?.fullEarliestAt ? { fullEarliestAt: trend.fullEarliestAt } : {}),
      ...(trend?.fullLatestAt ? { fullLatestAt: trend.fullLatestAt } : {}),
      ...(growth.limitedBy === 'longhorn' ? { canGrowToBytes: growth.toBytes } : {}),
      growthLimitedBy: growth.limitedBy,
      ...(composition ? { composition } : {}),
      ...(finding ? { findingId: finding.id } : {}),
    };
  });
}

function byDisk(levels: readonly FillLevel[]): ReadonlyMap<string, readonly FillLevel[]> {
  const disks = new Map<string, FillLevel[]>();
  for (const level of levels) {
    if (!level.disk) continue;
    const known = disks.get(level.disk.id);
    if (known) known.push(level);
    else disks.set(level.disk.id, [level]);
  }
  return disks;
}

/** The other claims on the same disk: how many, and the first few by name. */
function neighbours(level: FillLevel, onDisk: readonly FillLevel[] = [], release: string | undefined): { others: number; with: string[] } {
  const few = onDisk.slice(0, NAMED + 1).filter((other) => other !== level);
  return { others: onDisk.length - 1, with: few.slice(0, NAMED).map((other) => labelOf(other.claim, release)) };
}

/** The running pod that mounts each claim; else any. */
function mountedBy(pods: readonly PodFact[]): Map<string, PodFact> {
  const users = new Map<string, PodFact>();
  for (const pod of pods) {
    for (const mount of pod.containers.flatMap((container) => container.mounts)) {
      const key = `${pod.namespace}/${mount.claim}`;
      if (!users.has(key) || pod.phase === 'Running') users.set(key, pod);
    }
  }
  return users;
}

/**
 * `cvat-kvrocks-data-cvat-kvrocks-0` is `kvrocks` to people, `data-cvat-clickhouse-shard0-0` is `clickhouse`, `cvat-backend-data` is `backend-data`:
 * without the release, and for a StatefulSet's claim without its ordinal and the words every such claim has.
 */
function labelOf(name: string, release: string | undefined): string {
  const words = name.split('-').filter((word) => word !== release && !/^\d+$/.test(word));
  const own = /-\d+$/.test(name) ? words.filter((word) => !/^(data|master|primary|shard\d*)$/.test(word)) : words;
  return [...new Set(own.length > 0 ? own : words)].join('-') || name;
}

function compositionOf(claim: ClaimFact, kvrocks: KvrocksFacts | undefined): ClaimRow['composition'] {
  if (!kvrocks?.composition || kvrocks.namespace !== claim.namespace || kvrocks.claim !== claim.name) return undefined;
  const { liveBytes, archiveBytes, restBytes, liveFiles } = kvrocks.composition;
  const freeBytes = Math.max(0, kvrocks.diskCapacityBytes - kvrocks.diskUsedBytes);
  return { liveBytes, archiveBytes, restBytes, freeBytes, ...(liveFiles === undefined ? {} : { liveFiles }) };
}

function toneOf(share: number, isKvrocks: boolean, t: Thresholds): ClaimRow['tone'] {
  const percent = share * 100;
  if (percent >= (isKvrocks ? t.kvrocksCriticalPercent : t.volumeCriticalPercent)) return 'bad';
  return percent >= (isKvrocks ? t.kvrocksWarnPercent : t.volumeWarnPercent) ? 'warn' : 'ok';
}

import { assertObjectName } from '@/lib/domain/dns-name';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { Readers } from '@/lib/domain/ports/readers';
import type { StoreAddress } from '@/lib/domain/ports/writers';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { knownPart } from '@/lib/remediations/known-part';

const GIB = 2 ** 30;

/** What KVRocks says now, with the pod it was asked in. Throws the reason when it cannot be asked. */
export async function kvrocksNow(read: Readers): Promise<{ readonly facts: KvrocksFacts; readonly store: StoreAddress; readonly target: ResourceRef }> {
  const facts = knownPart((await read.collect(['kvrocks'])).kvrocks);
  const { namespace, pod, container, statefulSet } = facts;
  const store = { namespace, pod: assertObjectName(pod), container: assertObjectName(container) };
  return { facts, store, target: { kind: 'StatefulSet', apiVersion: 'apps/v1', namespace, name: statefulSet } };
}

/** Free bytes once the archive is gone; the archive counts only where its size is known. */
export function freeAfterPurge(facts: KvrocksFacts): number {
  return Math.max(facts.diskCapacityBytes - facts.diskUsedBytes, 0) + (facts.composition?.archiveBytes ?? 0);
}

/** A compaction writes its result beside what it reads: each job may for a while need its input's size. Below this it may fill the disk itself. */
export function roomForCompaction(facts: KvrocksFacts): number {
  return Math.min(6.5 * GIB, facts.diskCapacityBytes * 0.15);
}

/** Whether writes are refused by KVRocks' own limit and not by the disk: then freeing disk space changes nothing. */
export function isSizeLimited(facts: KvrocksFacts): boolean {
  return facts.write?.accepted === false && facts.maxDbBytes > 0 && facts.usedDbBytes >= facts.maxDbBytes;
}

/** The same by hand. The password stays in the container's own environment. */
export function redisByHand({ namespace, pod, container }: StoreAddress, command: string): string {
  return `kubectl -n ${namespace} exec ${pod} -c ${container} -- sh -c 'REDISCLI_AUTH="$CVAT_REDIS_ONDISK_PASSWORD" redis-cli -e -p 6666 ${command}'`;
}

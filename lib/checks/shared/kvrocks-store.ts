import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { ResourceRef } from '@/lib/domain/resource-ref';

/** The store as one thing: findings about its disk and its writes fold by this subject. */
export function refOfStore(kvrocks: Pick<KvrocksFacts, 'namespace' | 'statefulSet'>): ResourceRef {
  return { kind: 'KvrocksStore', namespace: kvrocks.namespace, name: kvrocks.statefulSet };
}

/** What remediations start from. */
export function hintsOfStore(kvrocks: KvrocksFacts): Record<string, string> {
  const { namespace, pod, container, statefulSet, claim } = kvrocks;
  return { namespace, pod, container, statefulSet, ...(claim ? { claim } : {}) };
}

/** Percent of the volume in use by statvfs, as KVRocks reports it; undefined where it reported no capacity. */
export function diskPercent(kvrocks: KvrocksFacts): number | undefined {
  return kvrocks.diskCapacityBytes > 0 ? (kvrocks.diskUsedBytes / kvrocks.diskCapacityBytes) * 100 : undefined;
}

export type WriteRefusal = 'no-space' | 'size-limit' | 'background-error' | 'loading' | 'read-only' | 'other';

/** Why a write was refused, from KVRocks' and RocksDB's own words. Undefined when it was accepted, or not tried. */
export function writeRefusalOf(kvrocks: KvrocksFacts): WriteRefusal | undefined {
  if (kvrocks.write === undefined || kvrocks.write.accepted) return undefined;
  const error = kvrocks.write.error ?? '';
  if (/no space left/i.test(error)) return 'no-space';
  if (/max-db-size/i.test(error)) return 'size-limit';
  if (/\bLOADING\b|loading the dataset/i.test(error) || kvrocks.loading) return 'loading';
  if (/READONLY|read only replica/i.test(error)) return 'read-only';
  if (/IO error|Corruption|background/i.test(error) || kvrocks.backgroundErrors > 0) return 'background-error';
  return 'other';
}

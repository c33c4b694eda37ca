import 'server-only';
import type { ClaimFact, LevelBound, LonghornFacts } from '@/lib/domain/facts/storage';
import type { KnownPart } from '@/lib/domain/part';

/**
 * What Longhorn counts for a claim's volume. Blocks stay counted until they are trimmed, and snapshots count besides, so it is an upper bound,
 * never more than the volume itself. Undefined without a volume of Longhorn, or before it has counted.
 */
export function longhornBound(claim: ClaimFact, longhorn: Pick<KnownPart<LonghornFacts>, 'data' | 'observedAt'> | undefined): LevelBound | undefined {
  const volume = longhorn?.data.volumes.find(
    (candidate) => candidate.name === claim.volumeName || (candidate.claim?.namespace === claim.namespace && candidate.claim.name === claim.name),
  );
  if (!longhorn || !volume || volume.actualBytes <= 0 || volume.sizeBytes <= 0) return undefined;
  return {
    usedBytes: Math.min(volume.actualBytes, volume.sizeBytes),
    capacityBytes: volume.sizeBytes,
    source: { kind: 'longhorn', detail: volume.name },
    observedAt: longhorn.observedAt,
  };
}

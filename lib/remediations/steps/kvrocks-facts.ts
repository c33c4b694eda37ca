import { AppError } from '@/lib/domain/errors';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { Readers } from '@/lib/domain/ports/readers';
import { say } from '@/lib/domain/text';

/** What KVRocks says now. Throws the reason when it cannot be asked. */
export async function readKvrocks(readers: Readers): Promise<KvrocksFacts> {
  const { kvrocks } = await readers.collect(['kvrocks']);
  if (kvrocks.status !== 'known') throw new AppError(kvrocks.reason);
  return kvrocks.data;
}

/** Fill of its volume in percent, as a whole number rounded up: 75.2 is over 75. */
export function fillPercent(facts: Pick<KvrocksFacts, 'diskUsedBytes' | 'diskCapacityBytes'>): number {
  return facts.diskCapacityBytes > 0 ? Math.ceil((facts.diskUsedBytes / facts.diskCapacityBytes) * 1000) / 10 : 100;
}

/** Deleting what replicas still need, or acting while it loads, would harm: refused. */
export function assertLoneMaster(facts: KvrocksFacts): void {
  if (facts.loading) throw new AppError('kvrocks-refused', { text: say('steps.kvrocks.loading') });
  if (facts.role !== 'master' || facts.connectedReplicas > 0) {
    throw new AppError('kvrocks-refused', { text: say('steps.kvrocks.replicas', { role: facts.role, replicas: facts.connectedReplicas }) });
  }
}

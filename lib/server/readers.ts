import 'server-only';
import type { ChartValues } from '@/lib/domain/ports/helm';
import type { Readers } from '@/lib/domain/ports/readers';
import type { CollectFresh } from '@/lib/snapshot/collect-fresh';

interface ReadersDeps extends Pick<Readers, 'object' | 'functionObject' | 'mayDo'> {
  readonly collect: CollectFresh;
  readonly chartValues: () => Promise<ChartValues | undefined>;
}

/** What plan and verification read with: every answer is of now. */
export function createReaders({ collect, object, functionObject, mayDo, chartValues }: ReadersDeps): Readers {
  return { collect, object, functionObject, mayDo, chartValues };
}

import type { EngineKit } from '@/lib/remediations/testing/engine-kit';
import { GIB, kvrocksFacts } from '@/lib/remediations/testing/kvrocks-facts';

export interface FakeKvrocks {
  liveGib: number;
  expiredGib: number;
  archiveGib: number;
  readonly commands: string[];
  percent(): number;
}

/** A KVRocks of 100 GiB behind the kit's writer and its `kvrocks` part. Writes are refused from 99 GiB on; a compaction takes 12 s. */
export function fakeKvrocks(kit: EngineKit, start: { liveGib: number; expiredGib: number; archiveGib: number }): FakeKvrocks {
  let compacting = false;
  const store: FakeKvrocks = { ...start, commands: [], percent: () => store.liveGib + store.archiveGib };
  const accepted = () => store.percent() < 99;
  kit.cluster.part('kvrocks', () =>
    kvrocksFacts({
      percent: store.percent(),
      archiveGib: store.archiveGib,
      usedDbBytes: store.liveGib * GIB,
      isCompacting: compacting,
      write: accepted() ? { accepted: true } : { accepted: false, error: 'ERR IO error: No space left on device' },
    }),
  );
  kit.kvrocks.purgeArchive = async () => {
    store.commands.push('purge');
    const freedBytes = store.archiveGib * GIB;
    store.archiveGib = 0;
    return { freedBytes };
  };
  kit.kvrocks.probeWrite = async () => (accepted() ? { accepted: true } : { accepted: false, error: 'ERR IO error: No space left on device' });
  kit.kvrocks.flush = async () => {
    store.commands.push('flush');
    store.expiredGib = store.liveGib;
  };
  kit.kvrocks.compact = async () => {
    store.commands.push('compact');
    compacting = true;
    kit.clock.at(kit.clock.now() + 12_000, () => {
      compacting = false;
      store.liveGib -= store.expiredGib;
      store.expiredGib = 0;
    });
    return 'started';
  };
  return store;
}

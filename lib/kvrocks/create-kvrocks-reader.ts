import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import { locateStore, type StoreSearch } from '@/lib/kvrocks/locate-store';
import { readStore, readStoreSettings, type StoreSettings } from '@/lib/kvrocks/read-store';

export interface KvrocksReader {
  /** Finds the store among the given facts and asks it now. Throws `not-found` when no pod of it runs, `kvrocks-*` and exec's errors. */
  read(search: StoreSearch): Promise<KvrocksFacts>;
}

/** Settings are asked once for each life of the pod. */
export function createKvrocksReader(exec: PodExec): KvrocksReader {
  let kept: { readonly podUid: string; readonly settings: StoreSettings } | undefined;
  return {
    async read(search) {
      const store = locateStore(search);
      if (!store) throw new AppError('not-found', { detail: 'no running KVRocks pod' });
      if (kept?.podUid !== store.podUid) kept = { podUid: store.podUid, settings: await readStoreSettings(exec, store) };
      return readStore(exec, store, kept.settings);
    },
  };
}

import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { KvrocksWriter, StoreAddress } from '@/lib/domain/ports/writers';
import { askByExec, askStore, textOf } from '@/lib/kvrocks/ask-store';
import { parseInfo } from '@/lib/kvrocks/parse-info';
import { parseListing } from '@/lib/kvrocks/parse-listing';
import { probeStoreWrite, readStoreSettings } from '@/lib/kvrocks/read-store';

/** The commands that change a store. Each throws `kvrocks-refused` with KVRocks' own words, `kvrocks-unreachable`, or exec's errors. */
export function createKvrocksWriter(exec: PodExec): KvrocksWriter {
  const info = async (store: StoreAddress) => parseInfo(textOf(await askStore(exec, store, { id: 'kvrocks-info' })));

  async function archiveBytes(store: StoreAddress, dbPath: string): Promise<number | undefined> {
    const { stdout } = await exec.ask(store, { id: 'kvrocks-list-db', dbPath });
    return parseListing(stdout, dbPath, 0)?.archiveBytes;
  }

  return {
    async purgeArchive(store, minAgeMinutes) {
      const { role, connectedReplicas, diskUsedBytes } = await info(store);
      // The archive is what a replica catches up from.
      if (role !== 'master' || connectedReplicas > 0) {
        throw new AppError('kvrocks-refused', { params: { pod: store.pod, reason: `role ${role}, ${connectedReplicas} replicas` } });
      }
      const { dbPath } = await readStoreSettings(askByExec(exec, store));
      const before = await archiveBytes(store, dbPath);
      const { exitCode, stderr } = await exec.ask(store, { id: 'kvrocks-purge-archive', dbPath, minAgeMinutes });
      if (exitCode === undefined) throw new AppError('exec-failed', { params: { pod: store.pod, question: 'kvrocks-purge-archive' }, detail: stderr });
      if (exitCode !== 0) throw new AppError('kvrocks-refused', { params: { pod: store.pod, reason: stderr.trim().slice(0, 300) } });
      const after = await archiveBytes(store, dbPath);
      if (before !== undefined && after !== undefined) return { freedBytes: Math.max(before - after, 0) };
      return { freedBytes: Math.max(diskUsedBytes - (await info(store)).diskUsedBytes, 0) };
    },
    async compact(store) {
      const reply = await askStore(exec, store, { id: 'kvrocks-compact' });
      if (reply.kind === 'reply') return 'started';
      if ((await info(store)).isCompacting) return 'already-running';
      throw new AppError('kvrocks-refused', { params: { pod: store.pod, reason: reply.text } });
    },
    async flush(store) {
      textOf(await askStore(exec, store, { id: 'kvrocks-flush' }));
    },
    probeWrite: (store) => probeStoreWrite(askByExec(exec, store)),
  };
}

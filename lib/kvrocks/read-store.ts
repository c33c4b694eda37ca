import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import { type AskStore, textOf } from '@/lib/kvrocks/ask-store';
import { claimOfPath, type LocatedStore } from '@/lib/kvrocks/locate-store';
import { parseInfo } from '@/lib/kvrocks/parse-info';
import { parseListing } from '@/lib/kvrocks/parse-listing';

/** What does not change while a pod lives. */
export interface StoreSettings {
  readonly dbPath: string;
  readonly walTtlSeconds?: number;
  readonly walSizeLimitMb?: number;
}

/**
 * Everything KVRocks says of itself, asked now: INFO, its directory (`list`, which is told the sizes INFO gave; undefined where it cannot be listed), and
 * whether it takes a write, unless not even a key of Loupe's own may be written.
 * Throws `kvrocks-unreachable`, `kvrocks-refused` (for instance a wrong password) and what `ask` throws.
 */
export async function readStore(
  ask: AskStore,
  list: (dbPath: string, sizes: string) => Promise<string | undefined>,
  store: LocatedStore,
  settings: StoreSettings,
  { triesWrite = true }: { readonly triesWrite?: boolean } = {},
): Promise<Omit<KvrocksFacts, 'askedBy'>> {
  const { dbPath } = settings;
  const telling = ask({ id: 'kvrocks-info' }).then((reply) => parseInfo(textOf(reply)));
  const [info, listing, write] = await Promise.all([
    telling,
    telling.then(({ diskUsedBytes, usedDbBytes }) => list(dbPath, `${diskUsedBytes} ${usedDbBytes}`)).catch(() => undefined),
    triesWrite ? probeStoreWrite(ask) : undefined,
  ]);
  const composition = listing === undefined ? undefined : parseListing(listing, dbPath, info.usedDbBytes);
  const claim = claimOfPath(store.mounts, dbPath);
  const { namespace, pod, container, statefulSet } = store;
  return {
    namespace,
    pod,
    container,
    statefulSet,
    ...info,
    ...settings,
    ...(write ? { write } : {}),
    ...(claim ? { claim } : {}),
    ...(composition ? { composition } : {}),
  };
}

/** Sets a key of Loupe's own that lives one second. `error` is KVRocks' reply when it refuses. */
export async function probeStoreWrite(ask: AskStore): Promise<NonNullable<KvrocksFacts['write']>> {
  const reply = await ask({ id: 'kvrocks-probe-write' });
  if (reply.kind === 'error') return { accepted: false, error: reply.text };
  return reply.text === 'OK' ? { accepted: true } : { accepted: false, error: reply.text.slice(0, 300) };
}

/** Where the data lies and how long logs are archived. These cannot be changed while KVRocks runs. */
export async function readStoreSettings(ask: AskStore): Promise<StoreSettings> {
  const [dir, wal] = await Promise.all([
    ask({ id: 'kvrocks-config', pattern: 'dir' }).then((reply) => configPairs(textOf(reply))),
    ask({ id: 'kvrocks-config', pattern: 'rocksdb.wal_*' }).then((reply) => configPairs(textOf(reply))),
  ]);
  const root = dir.get('dir');
  if (!root?.startsWith('/')) throw new AppError('kvrocks-unreachable', { detail: 'CONFIG GET dir gave no path' });
  const walTtlSeconds = wholeNumber(wal.get('rocksdb.wal_ttl_seconds'));
  const walSizeLimitMb = wholeNumber(wal.get('rocksdb.wal_size_limit_mb'));
  return {
    dbPath: `${root.replace(/\/+$/, '')}/db`,
    ...(walTtlSeconds === undefined ? {} : { walTtlSeconds }),
    ...(walSizeLimitMb === undefined ? {} : { walSizeLimitMb }),
  };
}

/** redis-cli prints names and values in turn, a line each. */
function configPairs(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return new Map(lines.flatMap((line, i): [string, string][] => (i % 2 === 0 && lines[i + 1] !== undefined ? [[line, lines[i + 1] ?? '']] : [])));
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

import 'server-only';
import { type Clock, systemClock } from '@/lib/domain/clock';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Way } from '@/lib/domain/ports/reach';
import { type AskStore, askByExec } from '@/lib/kvrocks/ask-store';
import { type LocatedStore, locateStore, type StoreSearch } from '@/lib/kvrocks/locate-store';
import { readStore, readStoreSettings, type StoreSettings } from '@/lib/kvrocks/read-store';
import { visitStore } from '@/lib/kvrocks/resp-store';

export interface StoreProtocol {
  /** The way to KVRocks' own port. */
  readonly way: () => Promise<Way>;
  /** As somebody gave it to Loupe; it is never read from the cluster. */
  readonly password?: string | undefined;
}

export interface KvrocksReader {
  /**
   * Finds the store among the given facts and asks it now. Throws `not-found` when no pod of it runs, `kvrocks-*`, and what exec or the way threw:
   * of two ways that failed, the error of the one that was tried first.
   */
  read(search: StoreSearch): Promise<KvrocksFacts>;
}

interface KvrocksReaderOptions {
  readonly triesWrite?: boolean;
  /** The machine's. */
  readonly clock?: Clock;
}

/** What was learned of one life of the pod. */
interface Kept {
  readonly podUid: string;
  readonly settings: StoreSettings;
  listing: { readonly sizes: string; readonly at: number; readonly text: string } | undefined;
}

/** A log moves into the archive without a change of any size. */
const LISTED_MS = 5 * 60_000;

/**
 * Asks through redis-cli in the container, which knows the password; with a password of Loupe's own, in KVRocks' protocol. Where one way is closed
 * the other is tried. Without `triesWrite` nothing at all is written, and whether it takes writes stays unsaid. Settings are asked once for each life of the pod;
 * its directory is listed anew when the sizes it tells of changed, and every five minutes.
 */
export function createKvrocksReader(exec: PodExec, protocol?: StoreProtocol, options: KvrocksReaderOptions = {}): KvrocksReader {
  const { triesWrite = true, clock = systemClock } = options;
  let kept: Kept | undefined;

  async function readWith(ask: AskStore, store: LocatedStore, askedBy: KvrocksFacts['askedBy']): Promise<KvrocksFacts> {
    if (kept?.podUid !== store.podUid) kept = { podUid: store.podUid, settings: await readStoreSettings(ask), listing: undefined };
    const life = kept;
    // Its directory can only be listed from inside; without the right it stays unknown what it consists of.
    const list = async (dbPath: string, sizes: string) => {
      if (life.listing?.sizes === sizes && clock.now() - life.listing.at < LISTED_MS) return life.listing.text;
      const text = (await exec.ask(store, { id: 'kvrocks-list-db', dbPath })).stdout;
      life.listing = { sizes, at: clock.now(), text };
      return text;
    };
    return { ...(await readStore(ask, list, store, life.settings, { triesWrite })), askedBy };
  }

  return {
    async read(search) {
      const store = locateStore(search);
      if (!store) throw new AppError('not-found', { detail: 'no running KVRocks pod' });
      const byExec = () => readWith(askByExec(exec, store), store, 'exec');
      if (!protocol) return byExec();
      const byProtocol = () => visitStore(protocol.way, protocol.password, (ask) => readWith(ask, store, 'protocol'));
      const [first, second] = protocol.password === undefined ? [byExec, byProtocol] : [byProtocol, byExec];
      return first().catch(async (error: unknown) => {
        if (!isClosed(error)) throw error;
        return second().catch(() => {
          throw error;
        });
      });
    },
  };
}

/** The way is closed, by a missing right, a missing program or the network: KVRocks itself has not spoken. */
function isClosed(error: unknown): boolean {
  return hasCode(error, 'cluster-denied', 'exec-failed', 'endpoint-unreachable', 'endpoint-unknown', 'kvrocks-unreachable', 'kvrocks-refused', 'timed-out');
}

import { diskKey } from '../world/fresh-state';
import { GIB, KVROCKS_CLAIM, MIB, RELEASE } from '../world/identity';
import type { LabWorld } from '../world/world';
import { POD } from './kinds';

export const DB_PATH = '/var/lib/kvrocks/db';
export const NO_SPACE = `IO error: No space left on device: While appending to file: ${DB_PATH}/005718.log: No space left on device`;
export const KVROCKS_POD = `${RELEASE}-kvrocks-0`;
export const KVROCKS_CONTAINER = 'cvat-kvrocks-app-container';

const TICK_MS = 5_000;
const COMPACT_MS = 20_000;
/** KVRocks looks once a minute whether it may write again. */
const RESUME_MS = 60_000;
const HOUR_MS = 3_600_000;
const EXPIRY_MS = 24 * HOUR_MS;
const NEEDED_TO_WRITE = 64 * MIB;
/** What a database without keys still takes. */
const EMPTY_BYTES = 161 * MIB;
const COMPACT_NEEDS = 0.05;
const MOSTLY_DEAD = 0.9;
/** Share of what is written that stays in the archive of flushed write-ahead logs, beside the data itself. */
const ARCHIVED_SHARE = 0.12;

export interface KvrocksEngine {
  usedBytes(): number;
  /** Undefined = accepted. */
  write(): string | undefined;
  compact(): 'started' | 'running';
  flush(): string | undefined;
  purgeArchive(): void;
}

/** KVRocks over lab time: inference fills it, logs are archived and expire, compaction frees what is dead, a full disk stops it. */
export function startKvrocksEngine(world: LabWorld): KvrocksEngine {
  const { kvrocks, timers, clock } = world;
  let lastTick = clock.now();
  let blockedSince: number | undefined;

  const used = () => kvrocks.liveBytes + kvrocks.archiveBytes + kvrocks.restBytes;
  const free = () => kvrocks.capacityBytes - used();
  const say = (line: string) => world.log(world.namespace, KVROCKS_POD, KVROCKS_CONTAINER, line);

  /** Compaction writes what lives before it deletes what it read: with little left alive it needs little room. */
  function hasRoomToCompact(): boolean {
    return free() >= kvrocks.capacityBytes * COMPACT_NEEDS || kvrocks.expiredBytes >= kvrocks.liveBytes * MOSTLY_DEAD;
  }

  function fill(hours: number) {
    const bytes = Math.min(Math.max(0, free()), kvrocks.fillBytesPerHour * hours);
    const archived = kvrocks.walTtlSeconds > 0 || kvrocks.walSizeLimitMb > 0 ? bytes * ARCHIVED_SHARE : 0;
    kvrocks.liveBytes += Math.round(bytes - archived);
    kvrocks.archiveBytes = Math.min(kvrocks.walSizeLimitMb * MIB, kvrocks.archiveBytes + Math.round(archived));
  }

  function age(ms: number) {
    kvrocks.expiredBytes = Math.min(kvrocks.liveBytes, kvrocks.expiredBytes + Math.round(((kvrocks.liveBytes - kvrocks.expiredBytes) * ms) / EXPIRY_MS));
    // Old logs go with a flush; a database that cannot write flushes nothing. The newest file is always there.
    const ttlMs = kvrocks.walTtlSeconds * 1000;
    if (!kvrocks.writeError && ttlMs > 0)
      kvrocks.archiveBytes = Math.max(Math.min(kvrocks.archiveBytes, NEEDED_TO_WRITE), Math.round(kvrocks.archiveBytes * (1 - ms / (8 * ttlMs))));
  }

  function stopWriting() {
    kvrocks.writeError = NO_SPACE;
    kvrocks.backgroundErrors += 1;
    blockedSince = clock.now();
    say(`[event_listener/background_error] reason: write_callback, bg_error: ${NO_SPACE}`);
    for (const request of world.cvat.inference) {
      if (request.status === 'started' || request.status === 'queued')
        Object.assign(request, { status: 'failed', error: `redis.exceptions.ResponseError: ${NO_SPACE}` });
    }
    kvrocks.fillBytesPerHour = 0;
    for (const pod of world.store.list(POD, world.namespace)) {
      if (!['worker-annotation', 'server'].includes(pod.metadata.labels?.component ?? '')) continue;
      world.log(world.namespace, pod.metadata.name, 'cvat-backend', `[ERROR] redis.exceptions.ResponseError: ${NO_SPACE}`);
    }
  }

  function resume() {
    kvrocks.writeError = undefined;
    blockedSince = undefined;
    say('[event_listener] Successfully resumed DB after retryable IO error');
  }

  function tick() {
    const ms = clock.now() - lastTick;
    lastTick = clock.now();
    age(ms);
    if (!kvrocks.writeError) fill(ms / HOUR_MS);
    if (free() < NEEDED_TO_WRITE && !kvrocks.writeError) stopWriting();
    else if (kvrocks.writeError) {
      blockedSince ??= clock.now();
      if (clock.now() - blockedSince >= RESUME_MS) {
        if (free() >= NEEDED_TO_WRITE) resume();
        else blockedSince = clock.now();
      }
    }
    settleDisk();
  }

  function settleDisk() {
    const disk = world.disks.get(diskKey(world.namespace, KVROCKS_CLAIM));
    if (disk) disk.usedBytes = Math.min(disk.capacityBytes, used());
  }

  world.onReset(() => {
    lastTick = clock.now();
    blockedSince = undefined;
  });
  timers.every(TICK_MS, tick);

  return {
    usedBytes: used,
    write: () => kvrocks.writeError,
    compact() {
      if (kvrocks.compacting) return 'running';
      kvrocks.compacting = true;
      timers.after(COMPACT_MS, () => {
        kvrocks.compacting = false;
        if (kvrocks.writeError || !hasRoomToCompact()) return say('[task runner] Failed to do compaction: IO error: No space left on device');
        kvrocks.liveBytes = Math.max(Math.min(kvrocks.liveBytes, EMPTY_BYTES), kvrocks.liveBytes - kvrocks.expiredBytes);
        kvrocks.expiredBytes = 0;
        settleDisk();
        say(`[task runner] Compaction done, ${(kvrocks.liveBytes / GIB).toFixed(1)} GiB live`);
      });
      return 'started';
    },
    flush() {
      // A tombstone is a write, too: into a log that has no room left.
      if (free() < MIB || kvrocks.writeError) return NO_SPACE;
      kvrocks.expiredBytes = kvrocks.liveBytes;
      return undefined;
    },
    purgeArchive() {
      kvrocks.archiveBytes = Math.min(kvrocks.archiveBytes, 2 * MIB);
      settleDisk();
    },
  };
}

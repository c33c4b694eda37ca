import 'server-only';
import { createServer, type Server, type Socket } from 'node:net';
import PQueue from 'p-queue';
import type { Clock } from '@/lib/domain/clock';
import type { ForwardStream } from '@/lib/k8s/forward/forward-stream';
import { join } from '@/lib/k8s/forward/join';
import { keepPulse } from '@/lib/k8s/forward/keep-pulse';
import { listenPrivately } from '@/lib/k8s/forward/listen-privately';

/** After a refusal, how long a new connection is watched for the same: the server says nothing when the pod's port did answer. */
const CONFIRM_MS = 300;
/** A connection on which nothing moved for so long is closed. Longer than any question waits for its answer. */
const SILENT_MS = 60_000;

export interface ForwardTargetOptions {
  readonly clock: Clock;
  readonly socketPath: string;
  readonly maxConnections: number;
  /** Opens one connection to the pod that is behind the target now. */
  readonly open: () => Promise<ForwardStream>;
}

/** One Service port, given on a Unix socket. Each connection taken there is one WebSocket to the pod. */
export interface ForwardTarget {
  readonly socketPath: string;
  /** When something last went through it or was asked of it. */
  readonly usedAt: number;
  /** Connections now, also those that wait for their turn. */
  readonly connections: number;
  /**
   * Makes sure of the way: with no connection open, one is opened for whoever comes next, so that what keeps us from the pod is thrown here as
   * what it is, and not met as a connection that breaks.
   */
  check(): Promise<void>;
  /** Closes what has been silent for too long. */
  sweep(): void;
  close(): Promise<void>;
}

export async function createForwardTarget({ clock, socketPath, maxConnections, open }: ForwardTargetOptions): Promise<ForwardTarget> {
  const joined = new Map<Socket, ForwardStream | undefined>();
  const queue = new PQueue({ concurrency: maxConnections });
  let spare: ForwardStream | undefined;
  let checking: Promise<void> | undefined;
  let isTrusted = false;
  let usedAt = clock.now();
  const touch = () => {
    usedAt = clock.now();
  };

  const server: Server = createServer({ pauseOnConnect: true }, (local) => {
    joined.set(local, undefined);
    local.on('error', () => undefined);
    local.once('close', () => joined.delete(local));
    void queue.add(() => serve(local));
  });
  // What waits for its turn is bounded too; a connection beyond that is closed at once.
  server.maxConnections = maxConnections * 8;
  await listenPrivately(server, socketPath);

  function takeSpare(): ForwardStream | undefined {
    const taken = spare;
    spare = undefined;
    return taken?.destroyed ? undefined : taken;
  }

  /** From the local connection's turn until either side is gone. Never throws: whoever connected sees a connection that ends. */
  async function serve(local: Socket): Promise<void> {
    if (local.destroyed) return;
    touch();
    const upstream = takeSpare() ?? (await open().catch(() => undefined));
    if (!upstream || local.destroyed) {
      upstream?.destroy();
      local.destroy();
      return;
    }
    joined.set(local, upstream);
    void keepPulse(upstream, clock);
    await join(local, upstream);
    touch();
    isTrusted = upstream.refusal ? false : isTrusted || upstream.hasAnswered;
  }

  async function openSpare(): Promise<void> {
    const stream = await open();
    if (!isTrusted) await confirm(stream, clock);
    spare = stream;
    stream.once('close', () => {
      if (spare === stream) spare = undefined;
      if (stream.refusal) isTrusted = false;
    });
  }

  return {
    socketPath,
    get usedAt() {
      return usedAt;
    },
    get connections() {
      return joined.size;
    },
    async check() {
      touch();
      const isOpen = isTrusted && [...joined.values()].some((upstream) => upstream !== undefined);
      if (isOpen || (spare && !spare.destroyed)) return;
      checking ??= openSpare().finally(() => {
        checking = undefined;
      });
      await checking;
    },
    sweep() {
      const silent = (stream: ForwardStream | undefined) => stream && clock.now() - stream.lastActiveAt >= SILENT_MS;
      for (const [local, upstream] of joined) if (silent(upstream)) local.destroy();
      if (silent(spare)) spare?.destroy();
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      spare?.destroy();
      for (const [local, upstream] of joined) {
        upstream?.destroy();
        local.destroy();
      }
      await closed;
    },
  };
}

/** Waits for a refusal that may follow on the announcement; throws it. */
async function confirm(stream: ForwardStream, clock: Clock): Promise<void> {
  const waited = new AbortController();
  const ended = () => waited.abort();
  stream.once('close', ended);
  await clock.sleep(CONFIRM_MS, waited.signal).catch(() => undefined);
  stream.off('close', ended);
  if (stream.refusal) throw stream.refusal;
}

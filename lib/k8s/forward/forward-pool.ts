import 'server-only';
import { promises as files } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createForwardTarget, type ForwardTarget } from '@/lib/k8s/forward/forward-target';
import type { ServiceAddress } from '@/lib/k8s/forward/locate-pod';
import { createPodDoor } from '@/lib/k8s/forward/pod-door';

/** Together they bound all connections, and no target can take those of another. */
const MAX_TARGETS = 16;
const MAX_CONNECTIONS = 6;
const SWEEP_MS = 10_000;
/** A target nobody asked for in so long is closed. */
const UNUSED_MS = 5 * 60_000;
/** A Unix socket's path has to fit in sockaddr_un: 104 bytes on the narrowest system, its name included. */
const MAX_FOLDER = 90;

export interface ForwardPoolOptions {
  readonly connection: ClusterConnection;
  readonly clock: Clock;
  readonly userAgent: string;
}

export interface ForwardPool {
  /** Path of the Unix socket that leads there now. Throws `endpoint-unreachable` (also `reason: too_many`), `cluster-*`, `timed-out`. */
  socketTo(address: ServiceAddress): Promise<string>;
  close(): Promise<void>;
}

/** Forwarded Services, each opened when it is first asked for and closed when it is not used any more. */
export function createForwardPool({ connection, clock, userAgent }: ForwardPoolOptions): ForwardPool {
  const targets = new Map<string, Promise<ForwardTarget>>();
  const opened = new Map<string, ForwardTarget>();
  const closing = new AbortController();
  let folder: Promise<string> | undefined;
  let sweeping = false;
  let count = 0;

  async function openTarget(key: string, address: ServiceAddress): Promise<ForwardTarget> {
    await makeRoom(key);
    folder ??= files.mkdtemp(path.join(tmpdir().length > MAX_FOLDER - 14 ? '/tmp' : tmpdir(), 'loupe-'));
    count += 1;
    const name = `${count}.sock`;
    const target = await createForwardTarget({
      ...{ clock, maxConnections: MAX_CONNECTIONS, socketPath: path.join(await folder, name) },
      open: createPodDoor({ connection, clock, userAgent, address, closing: closing.signal }),
    });
    opened.set(key, target);
    return target;
  }

  async function drop(key: string): Promise<void> {
    const target = opened.get(key);
    opened.delete(key);
    targets.delete(key);
    await target?.close();
  }

  /** Room for one more: the target without connections that has rested longest gives way. */
  async function makeRoom(newcomer: string): Promise<void> {
    if ([...targets.keys()].filter((key) => key !== newcomer).length < MAX_TARGETS) return;
    const [rested] = [...opened].filter(([key, target]) => key !== newcomer && target.connections === 0).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (!rested) throw new AppError('endpoint-unreachable', { params: { reason: 'too_many' } });
    await drop(rested[0]);
  }

  async function sweep(): Promise<void> {
    if (sweeping) return;
    sweeping = true;
    while (targets.size > 0 && !closing.signal.aborted) {
      await clock.sleep(SWEEP_MS, closing.signal).catch(() => undefined);
      for (const [key, target] of opened) {
        target.sweep();
        if (target.connections === 0 && clock.now() - target.usedAt >= UNUSED_MS) await drop(key);
      }
    }
    sweeping = false;
  }

  return {
    async socketTo(address) {
      if (closing.signal.aborted) throw new AppError('endpoint-unreachable', { params: { reason: 'closed' } });
      const key = `${address.namespace}/${address.service}:${address.port}`;
      if (!targets.has(key)) {
        const opening = openTarget(key, address);
        targets.set(key, opening);
        opening.catch(() => targets.delete(key));
        void sweep();
      }
      const target = (await targets.get(key)) as ForwardTarget;
      await target.check();
      return target.socketPath;
    },
    async close() {
      closing.abort(new AppError('endpoint-unreachable', { params: { reason: 'closed' } }));
      await Promise.allSettled([...targets.values()]);
      await Promise.all([...opened.keys()].map(drop));
      if (folder) await files.rm(await folder, { recursive: true, force: true });
    },
  };
}

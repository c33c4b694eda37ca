import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { hasCode } from '@/lib/domain/errors';
import { fixedPaths } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';

const INTERVAL_MS = 3_000;
const INTERVAL_WHILE_SILENT_MS = 1_000;
const DEADLINE_MS = 4_000;

/** One cheap question every three seconds for all watches of a connection: a frozen server keeps its sockets open and says nothing. */
export interface Heartbeat {
  /** Undefined until the first probe has ended. */
  readonly answering: boolean | undefined;
  /** Machine time of the last answer, milliseconds. */
  readonly lastAnswerAt: number | undefined;
  /** Resolves at once while answering or not yet known; rejects when aborted. */
  whenAnswering(signal: AbortSignal): Promise<void>;
  onChange(listener: (answering: boolean) => void): () => void;
  stop(): void;
}

/** Starts probing. Silence is known at most 7 s after it began: one interval and one deadline. */
export function startHeartbeat(connection: ClusterConnection, clock: Clock): Heartbeat {
  const stopping = new AbortController();
  const listeners = new Set<(answering: boolean) => void>();
  let answering: boolean | undefined;
  let lastAnswerAt: number | undefined;

  async function probe(): Promise<boolean> {
    try {
      await connection.text({ path: fixedPaths.version, right: 'get /version', timeoutMs: DEADLINE_MS, signal: stopping.signal });
      return true;
    } catch (error) {
      return hasCode(error, 'cluster-denied', 'not-found', 'cluster-invalid', 'cluster-throttled');
    }
  }

  async function beat(): Promise<void> {
    const now = await probe();
    if (stopping.signal.aborted) return;
    if (now) lastAnswerAt = clock.now();
    if (now === answering) return;
    answering = now;
    for (const listener of [...listeners]) listener(now);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await beat();
      await clock.sleep(answering ? INTERVAL_MS : INTERVAL_WHILE_SILENT_MS, stopping.signal);
    }
  }
  run().catch(() => undefined);

  const heartbeat: Heartbeat = {
    get answering() {
      return answering;
    },
    get lastAnswerAt() {
      return lastAnswerAt;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenAnswering(signal) {
      if (answering !== false) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const end = () => {
          off();
          signal.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          end();
          reject(signal.reason);
        };
        const off = heartbeat.onChange((now) => {
          if (!now) return;
          end();
          resolve();
        });
        if (signal.aborted) onAbort();
        else signal.addEventListener('abort', onAbort, { once: true });
      });
    },
    stop: () => stopping.abort(),
  };
  return heartbeat;
}

import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { hasCode } from '@/lib/domain/errors';
import { fixedPaths } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';

const INTERVAL_MS = 3_000;
/** The same while nobody looks: then no page can be wrong about how old it is. */
const UNSEEN_INTERVAL_MS = 15_000;
const INTERVAL_WHILE_SILENT_MS = 1_000;
const DEADLINE_MS = 4_000;

/**
 * Whether the API server answers, for all watches of a connection: a frozen server keeps its sockets open and says nothing. Any answer of the last
 * three seconds tells; only where there was none a cheap question is asked.
 */
export interface Heartbeat {
  /** Undefined until the first probe has ended. */
  readonly answering: boolean | undefined;
  /** Machine time of the last answer to anything, milliseconds. */
  readonly lastAnswerAt: number | undefined;
  /** Resolves at once while answering or not yet known; rejects when aborted. */
  whenAnswering(signal: AbortSignal): Promise<void>;
  onChange(listener: (answering: boolean) => void): () => void;
  stop(): void;
}

/**
 * Starts probing. Silence is known at most 7 s after it began: one interval and one deadline; while nobody looks, 19 s. Somebody who comes waits no
 * longer than everybody else.
 */
export function startHeartbeat(connection: ClusterConnection, clock: Clock, isLookedAt: () => boolean = () => true): Heartbeat {
  const stopping = new AbortController();
  const listeners = new Set<(answering: boolean) => void>();
  let answering: boolean | undefined;
  let ownAnswerAt: number | undefined;
  const lastAnswerAt = () => (ownAnswerAt === undefined ? undefined : Math.max(ownAnswerAt, connection.answeredAt ?? 0));

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
    if (now) ownAnswerAt = clock.now();
    if (now === answering) return;
    answering = now;
    for (const listener of [...listeners]) listener(now);
  }

  /** A machine's clock can be set back: then it is due at once. */
  function restUntilDue(): number {
    const sinceMs = clock.now() - (lastAnswerAt() ?? 0);
    return sinceMs < 0 ? 0 : (isLookedAt() ? INTERVAL_MS : UNSEEN_INTERVAL_MS) - sinceMs;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const restMs = answering ? restUntilDue() : 0;
      if (restMs > 0) {
        await clock.sleep(Math.min(restMs, INTERVAL_MS), stopping.signal);
        continue;
      }
      await beat();
      if (!answering) await clock.sleep(INTERVAL_WHILE_SILENT_MS, stopping.signal);
    }
  }
  run().catch(() => undefined);

  const heartbeat: Heartbeat = {
    get answering() {
      return answering;
    },
    get lastAnswerAt() {
      return lastAnswerAt();
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

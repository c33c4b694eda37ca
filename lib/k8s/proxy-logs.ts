import 'server-only';
import type { ProxyDecisionFact } from '@/lib/domain/facts/cvat';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { followPodLog, type LogPlace, readPodLog } from '@/lib/k8s/pod-log';
import { DECISION_MARK, decisionKey, parseProxyDecision } from '@/lib/k8s/proxy-decision-line';

const TAIL_LINES = 500;
const MAX_DECISIONS = 200;

/** What the egress proxies inside the backend pods decided. */
export interface ProxyLogs {
  /** Newest first, one for each workload, host and rule. `signal` ends the question. Throws the first log's error when no log could be read. */
  decisions(pods: readonly PodFact[], signal?: AbortSignal): Promise<readonly ProxyDecisionFact[]>;
  /** Ends what is followed. */
  stop(): void;
}

interface ProxyLog {
  readonly place: LogPlace;
  readonly newest: Map<string, ProxyDecisionFact>;
  readonly ending: AbortController;
  isFollowed: boolean;
  take(lines: readonly string[]): void;
}

/**
 * Reads the log of each backend pod, and with `follows` keeps reading it: what was decided since is there without another question, and no busy log
 * runs away between two of them. A stream that is cut says nothing of it, and a silent server neither: so each question reads one of the followed logs
 * anew, in turn, and an answer is never older than it seems.
 */
export function createProxyLogs(connection: ClusterConnection, { follows }: { readonly follows: boolean }): ProxyLogs {
  const logs = new Map<string, ProxyLog>();
  let turn = 0;

  function forget(uid: string, log: ProxyLog): void {
    log.ending.abort();
    logs.delete(uid);
  }

  function keepInStep(pods: readonly PodFact[]): void {
    const wanted = new Map(pods.filter(runsProxy).map((pod) => [pod.uid, pod]));
    for (const [uid, log] of logs) if (!wanted.has(uid)) forget(uid, log);
    for (const [uid, pod] of wanted) {
      const log = logs.has(uid) ? undefined : openLog(pod);
      if (log) logs.set(uid, log);
    }
  }

  async function follow(log: ProxyLog): Promise<void> {
    log.isFollowed = true;
    const query = { tail: TAIL_LINES, containing: DECISION_MARK, signal: log.ending.signal };
    try {
      for await (const lines of followPodLog(connection, log.place, query)) log.take(lines);
    } catch {
      // The next question reads it anew, and says what keeps it from being read.
    } finally {
      log.isFollowed = false;
    }
  }

  const readAll = (chosen: readonly (readonly [string, ProxyLog])[], signal: AbortSignal | undefined) =>
    Promise.allSettled(
      chosen.map(async ([uid, log]) => {
        try {
          const query = { tail: TAIL_LINES, containing: DECISION_MARK, ...(signal ? { signal } : {}) };
          log.take((await readPodLog(connection, log.place, query)) ?? []);
        } catch (error) {
          forget(uid, log);
          throw error;
        }
        if (follows && !log.isFollowed && !log.ending.signal.aborted) void follow(log);
      }),
    );

  return {
    async decisions(pods, signal) {
      keepInStep(pods);
      const followed = [...logs].filter(([, log]) => log.isFollowed);
      const inTurn = followed.splice(turn % Math.max(followed.length, 1), 1);
      turn += 1;
      const unread = [...logs].filter(([, log]) => !log.isFollowed);
      let read = await readAll([...unread, ...inTurn], signal);
      if (read.every(failed)) read = [...read, ...(await readAll(followed, signal))];
      const failure = read.find(failed);
      if (failure && read.every(failed)) throw failure.reason;
      return newestOf([...logs.values()].flatMap((log) => [...log.newest.values()]));
    },
    stop() {
      for (const [uid, log] of logs) forget(uid, log);
    },
  };
}

function runsProxy(pod: PodFact): boolean {
  return pod.labels.tier === 'backend' && pod.phase === 'Running';
}

function failed(result: PromiseSettledResult<void>): result is PromiseRejectedResult {
  return result.status === 'rejected';
}

function openLog(pod: PodFact): ProxyLog | undefined {
  const container = pod.containers.find((candidate) => !candidate.init);
  if (!container) return undefined;
  const newest = new Map<string, ProxyDecisionFact>();
  return {
    ...{ place: { namespace: pod.namespace, pod: pod.name, container: container.name }, newest, ending: new AbortController(), isFollowed: false },
    take(lines) {
      for (const line of lines) {
        const decision = parseProxyDecision(line, pod.workload?.name ?? pod.name, pod.name);
        if (decision) keepNewest(newest, decision);
      }
      for (const key of newest.keys()) if (newest.size > MAX_DECISIONS) newest.delete(key);
    },
  };
}

/** The one that was renewed longest ago stands first. */
function keepNewest(newest: Map<string, ProxyDecisionFact>, decision: ProxyDecisionFact): void {
  const key = decisionKey(decision);
  if ((newest.get(key)?.at ?? '') > decision.at) return;
  newest.delete(key);
  newest.set(key, decision);
}

function newestOf(decisions: readonly ProxyDecisionFact[]): readonly ProxyDecisionFact[] {
  const newest = new Map<string, ProxyDecisionFact>();
  for (const decision of decisions) keepNewest(newest, decision);
  return [...newest.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, MAX_DECISIONS);
}

import 'server-only';
import type { ProxyDecisionFact } from '@/lib/domain/facts/cvat';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { record, text } from '@/lib/k8s/map/api-object';
import { readPodLog } from '@/lib/k8s/pod-log';

const MARK = 'CANONICAL-PROXY-DECISION';
const TAIL_LINES = 500;
const MAX_DECISIONS = 200;

/**
 * What the egress proxy inside each backend pod decided lately, newest first: one entry per workload, host and rule. Throws the first
 * log's error when no log could be read.
 */
export async function readProxyDecisions(connection: ClusterConnection, pods: readonly PodFact[]): Promise<readonly ProxyDecisionFact[]> {
  const backends = pods.filter((pod) => pod.labels.tier === 'backend' && pod.phase === 'Running');
  const settled = await Promise.allSettled(
    backends.map(async (pod) => {
      const container = pod.containers.find((candidate) => !candidate.init);
      if (!container) return [];
      const lines = await readPodLog(connection, { namespace: pod.namespace, pod: pod.name, container: container.name }, { tail: TAIL_LINES });
      return (lines ?? []).flatMap((line) => parseProxyDecision(line, pod.workload?.name ?? pod.name, pod.name) ?? []);
    }),
  );
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed && settled.every((result) => result.status === 'rejected')) throw failed.reason;
  const newest = new Map<string, ProxyDecisionFact>();
  for (const decision of settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))) {
    const key = [decision.workload, decision.host, decision.allow, decision.rule].join(' ');
    if ((newest.get(key)?.at ?? '') <= decision.at) newest.set(key, decision);
  }
  return [...newest.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, MAX_DECISIONS);
}

/** One line of the proxy's log, which other text may precede. Undefined for every other line. */
export function parseProxyDecision(line: string, workload: string, pod: string): ProxyDecisionFact | undefined {
  if (!line.includes(MARK)) return undefined;
  let value: Readonly<Record<string, unknown>>;
  try {
    value = record(JSON.parse(line.slice(line.indexOf('{'))));
  } catch {
    return undefined;
  }
  const host = text(value.requested_host);
  const at = text(value.time);
  if (value.msg !== MARK || host === undefined || at === undefined || typeof value.allow !== 'boolean') return undefined;
  const reason = [text(value.error), text(value.decision_reason)].filter((part) => part !== undefined).join(' ');
  const rule = /denied by rule '([^']+)'/.exec(reason)?.[1] ?? text(value.decision_reason) ?? '';
  const address = text(value.resolved_addr) ?? /\(([0-9a-fA-F.:]+)\)/.exec(reason)?.[1];
  return { workload, pod, host, allow: value.allow, rule: rule.slice(0, 200), at, ...(address ? { address } : {}) };
}

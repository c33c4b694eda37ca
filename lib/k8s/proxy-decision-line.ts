import type { ProxyDecisionFact } from '@/lib/domain/facts/cvat';
import { record, text } from '@/lib/k8s/map/api-object';

/** Stands in each line of a decision, and in hardly any other. */
export const DECISION_MARK = 'CANONICAL-PROXY-DECISION';

/** One line of the proxy's log, which other text may precede. Undefined for every other line. */
export function parseProxyDecision(line: string, workload: string, pod: string): ProxyDecisionFact | undefined {
  if (!line.includes(DECISION_MARK)) return undefined;
  let value: Readonly<Record<string, unknown>>;
  try {
    value = record(JSON.parse(line.slice(line.indexOf('{'))));
  } catch {
    return undefined;
  }
  const host = text(value.requested_host);
  const at = text(value.time);
  if (value.msg !== DECISION_MARK || host === undefined || at === undefined || typeof value.allow !== 'boolean') return undefined;
  const reason = [text(value.error), text(value.decision_reason)].filter((part) => part !== undefined).join(' ');
  const rule = /denied by rule '([^']+)'/.exec(reason)?.[1] ?? text(value.decision_reason) ?? '';
  const address = text(value.resolved_addr) ?? /\(([0-9a-fA-F.:]+)\)/.exec(reason)?.[1];
  return { workload, pod, host, allow: value.allow, rule: rule.slice(0, 200), at, ...(address ? { address } : {}) };
}

/** What makes two decisions the same: only the newest of them tells anything. */
export function decisionKey({ workload, host, allow, rule }: ProxyDecisionFact): string {
  return [workload, host, allow, rule].join(' ');
}

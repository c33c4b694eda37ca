import type { Finding } from '@/lib/domain/finding';
import { refKey } from '@/lib/domain/resource-ref';

/** Which finding explains which, by id. */
export interface CauseLinks {
  readonly causeOf: ReadonlyMap<string, string>;
  /** Everything that follows from a root cause, directly or over others. */
  readonly effectsOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Folds effects under causes: a finding whose `causedBy` names a subject that has a finding follows from it. Each effect is filed under the root of
 * its chain. A chain that would close a circle is cut where it would, so that every circle keeps one cause.
 */
export function linkCauses(findings: readonly Finding[]): CauseLinks {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = refKey(finding.subject);
    bySubject.set(key, [...(bySubject.get(key) ?? []), finding]);
  }
  const direct = new Map<string, string>();
  const root = (id: string): string => {
    const next = direct.get(id);
    return next === undefined ? id : root(next);
  };
  for (const finding of [...findings].sort(byAge)) {
    const cause = finding.causedBy && findCause(finding, bySubject.get(refKey(finding.causedBy.subject)) ?? []);
    if (cause && root(cause.id) !== finding.id) direct.set(finding.id, cause.id);
  }
  const causeOf = new Map([...direct.keys()].map((id) => [id, root(id)]));
  const effectsOf = new Map<string, string[]>();
  for (const [effect, cause] of causeOf) effectsOf.set(cause, [...(effectsOf.get(cause) ?? []), effect]);
  return { causeOf, effectsOf };
}

function findCause(effect: Finding, candidates: readonly Finding[]): Finding | undefined {
  const { checkId } = effect.causedBy ?? {};
  const others = candidates.filter((c) => c.id !== effect.id && (checkId === undefined || c.checkId === checkId));
  return [...others].sort(bySeverityThenAge)[0];
}

const rank = { critical: 0, warning: 1, info: 2 } as const;
const byAge = (a: Finding, b: Finding) => (a.firstSeenAt < b.firstSeenAt ? -1 : a.firstSeenAt > b.firstSeenAt ? 1 : a.id < b.id ? -1 : 1);
const bySeverityThenAge = (a: Finding, b: Finding) => rank[a.severity] - rank[b.severity] || byAge(a, b);

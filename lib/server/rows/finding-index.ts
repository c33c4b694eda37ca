import 'server-only';
import type { Finding } from '@/lib/domain/finding';
import { type ResourceRef, refKey } from '@/lib/domain/resource-ref';

const rank = { critical: 0, warning: 1, info: 2 } as const;

/** Finds the worst finding about a thing. */
export interface FindingIndex {
  /** Id of the worst finding on the first of these subjects that has one. Info does not count: it marks nothing as unwell. */
  of(...subjects: readonly Pick<ResourceRef, 'kind' | 'namespace' | 'name'>[]): Finding | undefined;
}

export function createFindingIndex(findings: readonly Finding[]): FindingIndex {
  const worst = new Map<string, Finding>();
  for (const finding of findings) {
    const key = refKey(finding.subject);
    const before = worst.get(key);
    if (finding.severity !== 'info' && (!before || rank[finding.severity] < rank[before.severity])) worst.set(key, finding);
  }
  return {
    of: (...subjects) => {
      for (const subject of subjects) {
        const found = worst.get(refKey(subject));
        if (found) return found;
      }
      return undefined;
    },
  };
}

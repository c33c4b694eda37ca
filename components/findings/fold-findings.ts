import type { FindingRow } from '@/lib/domain/rows/topics';

export interface FoldedFinding {
  readonly finding: FindingRow;
  /** Open findings that follow from it, directly or through each other. */
  readonly effects: readonly FindingRow[];
}

const weight: Record<FindingRow['severity'], number> = { critical: 2, warning: 1, info: 0 };

/**
 * Open findings as they stand on Now: each cause once with everything that follows from it folded under it. A cause weighs as much as its
 * worst effect; among equals the one that began first stands first. A finding whose cause is not open stands for itself.
 */
export function foldFindings(findings: readonly FindingRow[]): FoldedFinding[] {
  const open = new Map(findings.filter((finding) => !finding.resolvedAt).map((finding) => [finding.id, finding]));
  const causeOf = (finding: FindingRow) => (finding.causeId === undefined ? undefined : open.get(finding.causeId));
  const rootOf = (finding: FindingRow): FindingRow => {
    const seen = new Set<string>([finding.id]);
    let at = finding;
    for (let cause = causeOf(at); cause; cause = causeOf(at)) {
      // Two findings that blame each other explain nothing: each stands for itself.
      if (seen.has(cause.id)) return finding;
      seen.add(cause.id);
      at = cause;
    }
    return at;
  };
  const effects = new Map<string, FindingRow[]>();
  for (const finding of open.values()) {
    const root = rootOf(finding);
    const list = effects.get(root.id) ?? [];
    effects.set(root.id, root.id === finding.id ? list : [...list, finding]);
  }
  return [...open.values()]
    .filter((finding) => effects.has(finding.id) && rootOf(finding).id === finding.id)
    .map((finding) => ({ finding, effects: (effects.get(finding.id) ?? []).sort(byWeight) }))
    .sort((a, b) => worst(b) - worst(a) || byWeight(a.finding, b.finding));
}

function worst({ finding, effects }: FoldedFinding): number {
  return Math.max(weight[finding.severity], ...effects.map((effect) => weight[effect.severity]));
}

function byWeight(a: FindingRow, b: FindingRow): number {
  return weight[b.severity] - weight[a.severity] || a.since.localeCompare(b.since) || a.id.localeCompare(b.id);
}

import { type Finding, type FindingDraft, fingerprintOf } from '@/lib/domain/finding';

/** The regular pace of passes: tolerated misses are counted in these, however often changes make a check run in between. */
export const PASS_SECONDS = 5;

/** What one pass of one check means for its findings. */
export interface Transitions {
  /** New ones, still without id. */
  readonly opened: readonly Omit<Finding, 'id'>[];
  /** Known ones, seen again. */
  readonly seen: readonly Finding[];
  /** Of `seen`: confirmed by this pass. */
  readonly confirmed: readonly Finding[];
  readonly resolved: readonly Finding[];
  /** Never confirmed and gone again: as if they had not been. */
  readonly dropped: readonly Finding[];
}

/**
 * Findings of one check after a pass that judged fresh data: first seen, confirmed once it has stood for the tolerated misses, resolved when the same
 * check no longer finds it. A check that was unknown or threw has no pass and must not come here: silence closes nothing.
 */
export function advance(open: readonly Finding[], drafts: readonly FindingDraft[], toleratedMisses: number, now: number): Transitions {
  const at = new Date(now).toISOString();
  const byFingerprint = new Map(open.map((finding) => [finding.fingerprint, finding]));
  const opened: Omit<Finding, 'id'>[] = [];
  const seen: Finding[] = [];
  const confirmed: Finding[] = [];
  const done = new Set<string>();
  for (const draft of drafts) {
    const fingerprint = fingerprintOf(draft);
    if (done.has(fingerprint)) continue;
    done.add(fingerprint);
    const before = byFingerprint.get(fingerprint);
    if (!before) {
      opened.push({ ...draft, fingerprint, firstSeenAt: at, lastSeenAt: at, ...(toleratedMisses === 0 ? { confirmedAt: at } : {}) });
      continue;
    }
    const isDue = !before.confirmedAt && now - Date.parse(before.firstSeenAt) >= toleratedMisses * PASS_SECONDS * 1_000;
    const confirmedAt = before.confirmedAt ?? (isDue ? at : undefined);
    const after: Finding = { ...draft, id: before.id, fingerprint, firstSeenAt: before.firstSeenAt, lastSeenAt: at, ...(confirmedAt ? { confirmedAt } : {}) };
    seen.push(after);
    if (isDue) confirmed.push(after);
  }
  const absent = open.filter((finding) => !done.has(finding.fingerprint));
  return {
    opened,
    seen,
    confirmed,
    resolved: absent.filter((finding) => finding.confirmedAt).map((finding) => ({ ...finding, resolvedAt: at })),
    dropped: absent.filter((finding) => !finding.confirmedAt),
  };
}

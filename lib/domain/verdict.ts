import type { ErrorCode } from '@/lib/domain/errors';
import type { FindingDraft } from '@/lib/domain/finding';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import type { Text } from '@/lib/domain/text';

/** What a check answers. */
export type Verdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'not-applicable'; readonly reason: Text }
  | { readonly kind: 'found'; readonly findings: readonly [FindingDraft, ...FindingDraft[]] };

/** What the runner makes of it: it adds `unknown` (a needed part is missing or stale) and `error` (the check threw). Neither closes a finding. */
export type CheckOutcome =
  | Verdict
  | { readonly kind: 'unknown'; readonly part: SnapshotPart; readonly reason: ErrorCode | 'stale'; readonly missingRight?: string }
  | { readonly kind: 'error'; readonly detail: string };

/** `ok` for none, else `found`. */
export function verdictOf(findings: readonly FindingDraft[]): Verdict {
  const [first, ...rest] = findings;
  return first ? { kind: 'found', findings: [first, ...rest] } : { kind: 'ok' };
}

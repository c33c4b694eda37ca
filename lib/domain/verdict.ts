import type { ErrorCode } from '@/lib/domain/errors';
import type { FindingDraft } from '@/lib/domain/finding';
import type { Part } from '@/lib/domain/part';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import type { Text } from '@/lib/domain/text';

/** What a check answers. */
export type Verdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'not-applicable'; readonly reason: Text }
  | { readonly kind: 'found'; readonly findings: readonly [FindingDraft, ...FindingDraft[]] }
  | UnknownVerdict;

/**
 * It cannot be told: a part is missing, stale, or does not say it. Closes no finding. The runner answers this for the parts a check needs; a
 * check answers it where only a part it may use could decide.
 */
export interface UnknownVerdict {
  readonly kind: 'unknown';
  readonly part: SnapshotPart;
  readonly reason: ErrorCode | 'stale';
  readonly missingRight?: string;
}

/** What the runner makes of it: it adds `error` (the check threw), which closes no finding either. */
export type CheckOutcome = Verdict | { readonly kind: 'error'; readonly detail: string };

/** `ok` for none, else `found`. */
export function verdictOf(findings: readonly FindingDraft[]): Verdict {
  const [first, ...rest] = findings;
  return first ? { kind: 'found', findings: [first, ...rest] } : { kind: 'ok' };
}

/** `unknown` because of a part that was handed as it is: its own reason, or `stale`. */
export function unknownBecauseOf(name: SnapshotPart, part: Part<unknown>): UnknownVerdict {
  if (part.status === 'known') return { kind: 'unknown', part: name, reason: 'stale' };
  return { kind: 'unknown', part: name, reason: part.reason, ...(part.missingRight ? { missingRight: part.missingRight } : {}) };
}

import type { Installation, Thresholds } from '@/lib/domain/installation';
import type { Facts, SnapshotPart } from '@/lib/domain/snapshot';
import type { Verdict } from '@/lib/domain/verdict';

export interface CheckContext {
  /** Milliseconds since the epoch: the moment of the snapshot. A check has no other clock. */
  readonly now: number;
  readonly installation: Installation;
  readonly thresholds: Thresholds;
  /** When a part was observed, for evidence: ISO text. */
  readonly observedAt: (part: SnapshotPart) => string;
}

/**
 * Judges a snapshot. A value, not a class: no I/O, no clock, no randomness. Titles, impact and all sentences stand in
 * `messages/en/checks/<id>.json` under the keys `<id>.name`, `<id>.impact` and those the check says.
 */
export interface Check<Need extends SnapshotPart = SnapshotPart, May extends SnapshotPart = SnapshotPart> {
  /** File name, a noun phrase, stable for ever. */
  readonly id: string;
  readonly area: 'cluster' | 'storage' | 'cvat' | 'nuclio' | 'gpu' | 'network' | 'helm';
  /** The runner hands these parts, known and fresh, and answers `unknown` by itself where one is not. */
  readonly needs: readonly Need[];
  /** Parts that make it say more but that it can do without: handed as they are. */
  readonly mayUse?: readonly May[];
  /** Passes in a row that may find it before it is confirmed and shown. 0 = at once. */
  readonly toleratedMisses: number;
  evaluate(facts: Facts<Need, May>, ctx: CheckContext): Verdict;
}

/** A check of any needs: what the registry lists. */
export type AnyCheck = Omit<Check, 'evaluate'> & { evaluate(facts: never, ctx: CheckContext): Verdict };

/** Gives a check its exact type: `evaluate` sees only the parts it declared. */
export function defineCheck<Need extends SnapshotPart, May extends SnapshotPart = never>(check: Check<Need, May>): Check<Need, May> {
  return check;
}

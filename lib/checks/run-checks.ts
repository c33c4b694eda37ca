import type { AnyCheck, CheckContext } from '@/lib/checks/check';
import type { Part } from '@/lib/domain/part';
import type { Snapshot, SnapshotPart } from '@/lib/domain/snapshot';
import { say } from '@/lib/domain/text';
import type { CheckOutcome, Verdict } from '@/lib/domain/verdict';

export interface CheckResult {
  readonly checkId: string;
  readonly outcome: CheckOutcome;
  /** When it was judged, ISO. */
  readonly at: string;
}

/**
 * Judges a snapshot with one check. A needed part that is missing or stale makes it `unknown`, naming the right that would help; a kind that does
 * not exist in this cluster makes it not applicable; a check that throws is an `error` and stops no other. The check sees only what it declared.
 */
export function runCheck(check: AnyCheck, snapshot: Snapshot, ctx: Omit<CheckContext, 'observedAt'>): CheckResult {
  const at = new Date(ctx.now).toISOString();
  const facts: Record<string, unknown> = {};
  for (const name of check.needs) {
    const part: Part<unknown> = snapshot[name];
    const without = missing(name, part);
    if (without) return { checkId: check.id, outcome: without, at };
    if (part.status === 'known') facts[name] = part.data;
  }
  for (const name of check.mayUse ?? []) facts[name] = snapshot[name];
  return { checkId: check.id, outcome: judge(check, facts, { ...ctx, observedAt: (name) => observedAt(snapshot, name) }), at };
}

/** The check's judgement, or `error` with the text for the log. Findings of another id than the check's own are a fault of the check. */
function judge(check: AnyCheck, facts: Record<string, unknown>, ctx: CheckContext): CheckOutcome {
  try {
    const verdict: Verdict = check.evaluate(facts as never, ctx);
    if (verdict.kind === 'found' && verdict.findings.some((finding) => finding.checkId !== check.id)) {
      return { kind: 'error', detail: 'a finding carries the id of another check' };
    }
    return verdict;
  } catch (error) {
    return { kind: 'error', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function missing(name: SnapshotPart, part: Part<unknown>): CheckOutcome | undefined {
  if (part.status === 'known') return part.fresh ? undefined : { kind: 'unknown', part: name, reason: 'stale' };
  if (part.reason === 'not-found') return { kind: 'not-applicable', reason: say('rows.check.absent', { part: name }) };
  return { kind: 'unknown', part: name, reason: part.reason, ...(part.missingRight ? { missingRight: part.missingRight } : {}) };
}

function observedAt(snapshot: Snapshot, name: SnapshotPart): string {
  const part: Part<unknown> = snapshot[name];
  return part.status === 'known' ? part.observedAt : part.since;
}

/** True when one of the parts the check looks at is among those that changed. */
export function looksAt(check: AnyCheck, changed: ReadonlySet<SnapshotPart>): boolean {
  return check.needs.some((part) => changed.has(part)) || (check.mayUse ?? []).some((part) => changed.has(part));
}

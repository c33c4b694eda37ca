import 'server-only';
import type { AnyCheck } from '@/lib/checks/check';
import type { CheckResult } from '@/lib/checks/run-checks';
import { sayCode } from '@/lib/domain/errors';
import type { CheckRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';

/** Every check with its last judgement; `waiting` before the first. */
export function checkRows(checks: readonly AnyCheck[], results: ReadonlyMap<string, CheckResult>): CheckRow[] {
  return checks.map((check) => {
    const result = results.get(check.id);
    const base = { id: check.id, name: say(`checks.${check.id}.name`), area: check.area };
    if (!result) return { ...base, outcome: 'waiting' };
    const reason = reasonOf(result);
    return { ...base, outcome: result.outcome.kind, ...(reason ? { reason } : {}) };
  });
}

function reasonOf({ outcome }: CheckResult): CheckRow['reason'] {
  if (outcome.kind === 'not-applicable') return outcome.reason;
  if (outcome.kind === 'error') return say('rows.check.error');
  if (outcome.kind !== 'unknown') return undefined;
  if (outcome.missingRight) return say('rows.check.right', { right: outcome.missingRight });
  return outcome.reason === 'stale' ? say('rows.check.stale', { part: outcome.part }) : sayCode(outcome.reason);
}

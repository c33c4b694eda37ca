import 'server-only';
import type { AnyCheck, CheckContext } from '@/lib/checks/check';
import { type CheckResult, runCheck } from '@/lib/checks/run-checks';
import type { Clock } from '@/lib/domain/clock';
import { fingerprintOf } from '@/lib/domain/finding';
import { PASS_SECONDS } from '@/lib/domain/finding-lifecycle';
import type { Snapshot, SnapshotPart } from '@/lib/domain/snapshot';
import { verdictOf } from '@/lib/domain/verdict';
import type { CollectFresh } from '@/lib/snapshot/collect-fresh';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** What a second look should have at least. */
const SECOND_LOOK_MS = 10_000;

interface JudgeDeps {
  readonly checks: readonly AnyCheck[];
  readonly collect: CollectFresh;
  readonly store: Pick<SnapshotStore, 'snapshot'>;
  readonly context: Omit<CheckContext, 'observedAt' | 'now'>;
  /** The API server's time; also waited on. */
  readonly clock: Clock;
  /** When all has to be over, by that clock: what has not come by then is unknown, and what was to be looked at again is not. */
  readonly endAt: number;
}

/**
 * Reads every part the checks look at, all at once, and judges. What a check finds only after more than one miss is looked at again at the server's
 * pace, and counts only if it stood each time: one look says the same as a server that has run for a while.
 */
export async function judge({ checks, collect, store, context, clock, endAt }: JudgeDeps): Promise<readonly CheckResult[]> {
  const look = async (concerned: readonly AnyCheck[]): Promise<Map<string, CheckResult>> => {
    const parts = [...new Set(concerned.flatMap((check) => [...check.needs, ...(check.mayUse ?? [])]))];
    const snapshot = await read(parts);
    const ctx = { ...context, now: clock.now() };
    return new Map(concerned.map((check) => [check.id, runCheck(check, snapshot, ctx)]));
  };
  const read = async (parts: readonly SnapshotPart[]): Promise<Snapshot> => {
    const done = new AbortController();
    const late = clock.sleep(Math.max(0, endAt - clock.now()), done.signal).then(
      () => ({}),
      () => ({}),
    );
    const fresh = await Promise.race([collect(parts), late]);
    done.abort();
    return { ...store.snapshot(), ...fresh };
  };

  const results = await look(checks);
  const inQuestion = () => checks.filter((check) => check.toleratedMisses > 0 && results.get(check.id)?.outcome.kind === 'found');
  const most = Math.max(0, ...inQuestion().map((check) => check.toleratedMisses));
  for (let miss = 1; miss <= most; miss++) {
    const again = inQuestion().filter((check) => check.toleratedMisses >= miss);
    if (again.length === 0 || endAt - clock.now() < PASS_SECONDS * 1_000 + SECOND_LOOK_MS) break;
    await clock.sleep(PASS_SECONDS * 1_000);
    for (const [id, result] of await look(again)) results.set(id, stood(results.get(id), result));
  }
  return checks.flatMap((check) => results.get(check.id) ?? []);
}

/** Only what both looks found; the second look's word on everything else. */
function stood(before: CheckResult | undefined, now: CheckResult): CheckResult {
  if (before?.outcome.kind !== 'found' || now.outcome.kind !== 'found') return now;
  const known = new Set(before.outcome.findings.map(fingerprintOf));
  return { ...now, outcome: verdictOf(now.outcome.findings.filter((finding) => known.has(fingerprintOf(finding)))) };
}

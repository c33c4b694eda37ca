import 'server-only';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import type { Ledger, RunRecord, RunStore } from '@/lib/domain/ports/stores';
import type { RunRow } from '@/lib/domain/rows/topics';
import { isActive } from '@/lib/server/rows/finding-rows';
import { type RunContext, runRow } from '@/lib/server/rows/run-rows';

/** How many runs the pages hold; older ones are read by id. */
const KEPT = 200;

interface RunBookDeps {
  readonly runs: Pick<RunStore, 'list' | 'getPlan'>;
  readonly ledger: Pick<Ledger, 'find'>;
  readonly hasUndo: (remediationId: string) => boolean;
}

/** The latest runs, in memory, with what their rows need besides. */
export interface RunBook {
  readonly records: readonly RunRecord[];
  load(): Promise<RunRow[]>;
  /** Takes a run that changed; answers its row. */
  take(run: RunRecord): Promise<RunRow>;
  /** The row of any run, also one no longer held. */
  rowOf(run: RunRecord): Promise<RunRow>;
}

export function createRunBook({ runs, ledger, hasUndo }: RunBookDeps): RunBook {
  const held = new Map<string, RunRecord>();
  const contexts = new Map<string, RunContext>();

  const contextOf = async (run: RunRecord): Promise<RunContext> => {
    const kept = contexts.get(run.id);
    if (kept) return kept;
    const [plan, { entries }] = await Promise.all([runs.getPlan(run.planId), ledger.find({ runId: run.id, limit: 50 })]);
    const context: RunContext = {
      hasUndo: hasUndo(run.plan.remediationId),
      ...(plan?.findingId ? { findingId: plan.findingId } : {}),
      ...seqOf('intentSeq', entries, 'run-intent'),
      ...seqOf('outcomeSeq', entries, 'run-outcome'),
    };
    // Complete once its outcome stands in the ledger.
    if (!isActive(run) && context.outcomeSeq !== undefined) contexts.set(run.id, context);
    return context;
  };
  const rowOf = async (run: RunRecord) => runRow(run, await contextOf(run));

  return {
    get records() {
      return [...held.values()];
    },
    load: async () => {
      const latest = await runs.list({ limit: KEPT });
      for (const run of [...latest].reverse()) held.set(run.id, run);
      return Promise.all(latest.map(rowOf));
    },
    take: (run) => {
      held.delete(run.id);
      held.set(run.id, run);
      for (const id of held.keys()) if (held.size > KEPT) held.delete(id);
      return rowOf(run);
    },
    rowOf,
  };
}

function seqOf<K extends 'intentSeq' | 'outcomeSeq'>(key: K, entries: readonly AuditEntry[], event: AuditEntry['event']): { [P in K]?: number } {
  const entry = entries.find((e) => e.event === event);
  return (entry ? { [key]: entry.seq } : {}) as { [P in K]?: number };
}

import type { RunRecord } from '@/lib/domain/ports/stores';
import { outcomeSchema, type Reconciled, type StepRecord } from '@/lib/domain/run';
import { say } from '@/lib/domain/text';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { reconcileStep } from '@/lib/remediations/engine/reconcile-step';
import { RunJournal } from '@/lib/remediations/engine/run-journal';
import type { StepFound } from '@/lib/remediations/steps/step';
import { stepFor } from '@/lib/remediations/steps/step-for';

/** After a power cut the API server may come back later than Loupe: this long a target is asked for again before it counts as not to be told. */
const RETURN_SECONDS = 120;

/** Ends every run a crash left open with what its targets prove, and repeats nothing. One run that cannot be ended does not keep the others open. */
export async function reconcileRuns(deps: EngineDeps, announce: (run: RunRecord) => void): Promise<void> {
  for (const run of await deps.runs.listUnfinished()) {
    try {
      await reconcileRun(deps, run, announce);
    } catch (error) {
      deps.onFault?.(error, run.id);
    }
  }
}

async function reconcileRun(deps: EngineDeps, run: RunRecord, announce: (run: RunRecord) => void): Promise<void> {
  const journal = new RunJournal(deps, run, announce);
  const recorded = await recordedOutcome(deps, run.id);
  if (recorded) return journal.change({ status: recorded.outcome, endedAt: recorded.at });
  const found: StepFound[] = [];
  for (const planned of run.plan.steps) {
    const { changes } = stepFor(planned.operation);
    const record = run.steps.find((step) => step.id === planned.id);
    if (record?.state === 'running' || record?.state === 'unknown') {
      const what = changes ? await reconcileStep(deps, planned, RETURN_SECONDS) : 'not-applied';
      if (changes) found.push(what);
      await journal.step(planned.id, changes ? stepAfterCrash(what) : { state: 'skipped', note: say('steps.crashed') });
    } else if (changes) found.push(record?.state === 'done' ? 'applied' : 'not-applied');
  }
  const reconciled = summaryOf(found);
  await journal.record({
    event: 'run-reconciled',
    outcome: reconciled,
    actor: { name: 'loupe', role: 'system' },
    detail: { startedBy: run.actor.name, was: run.status, steps: journal.run.steps.map(({ id, state }) => ({ id, state })) },
  });
  const outcome = reconciled === 'undeterminable' ? 'unknown' : 'interrupted';
  await journal.finish(outcome, { reconciled, reason: 'restart' }, { verification: verificationOf(reconciled, deps) });
}

/** The crash may have come between the outcome's entry and the run's own row: then the entry stands, and nothing is added to it. */
async function recordedOutcome(deps: EngineDeps, runId: string) {
  const [entry] = (await deps.ledger.find({ runId, event: 'run-outcome', limit: 1 })).entries;
  const outcome = outcomeSchema.safeParse(entry?.outcome);
  return entry && outcome.success ? { outcome: outcome.data, at: entry.at } : undefined;
}

function stepAfterCrash(found: StepFound): Partial<StepRecord> {
  return { state: found === 'applied' ? 'done' : found === 'not-applied' ? 'skipped' : 'unknown', note: say(`steps.unanswered.${found}`) };
}

function summaryOf(found: readonly StepFound[]): Reconciled {
  if (found.includes('undeterminable')) return 'undeterminable';
  if (found.every((f) => f === 'not-applied')) return 'not-applied';
  return found.every((f) => f === 'applied') ? 'applied' : 'partial';
}

function verificationOf(reconciled: Reconciled, deps: EngineDeps) {
  return { result: 'unknown' as const, text: say(`steps.reconciled.${reconciled}`), evidence: [], at: new Date(deps.clock.now()).toISOString() };
}

import { toIso } from '@/lib/domain/clock';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { Plan, PlannedStep } from '@/lib/domain/plan';
import type { Outcome, StepRecord } from '@/lib/domain/run';
import { say, type Text } from '@/lib/domain/text';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { reconcileStep } from '@/lib/remediations/engine/reconcile-step';
import type { RunJournal } from '@/lib/remediations/engine/run-journal';
import { whyStopped } from '@/lib/remediations/engine/stop-asked';
import { verifyRun } from '@/lib/remediations/engine/verify-run';
import { stepFor } from '@/lib/remediations/steps/step-for';

/** A changing call that ended without an answer: it may have happened. */
class UnansweredCall extends Error {
  constructor(readonly origin: unknown) {
    super('unanswered call', { cause: origin });
    this.name = 'UnansweredCall';
  }
}

/** Answers that prove that nothing was changed. Everything else, a 5xx included, leaves it open. */
const PROVEN_UNCHANGED = [
  'cluster-denied',
  'cluster-conflict',
  'cluster-invalid',
  'cluster-gone',
  'cluster-throttled',
  'not-found',
  'target-gone',
  'cvat-denied',
  'nuclio-refused',
  'kvrocks-refused',
  'invalid-name',
  'invalid-input',
] as const;
const REFUSED = ['cluster-conflict', 'cluster-invalid', 'cluster-gone', 'not-found', 'target-gone', 'nuclio-refused', 'kvrocks-refused'] as const;

/** Carries out the plan's steps in order, then verifies. The first failing step ends it. Every end is recorded; nothing is repeated. */
export async function executeRun(deps: EngineDeps, journal: RunJournal, plan: Plan, signal: AbortSignal): Promise<void> {
  let changed = false;
  for (const step of plan.steps) {
    if (signal.aborted) return journal.finish('interrupted', { before: step.id, reason: whyStopped(signal) });
    await deps.failpoint?.(`before:${step.id}`);
    await recordStep(journal, step, 'running');
    try {
      const end = await runStep(deps, journal, step, signal);
      changed ||= end.state === 'done' && stepFor(step.operation).changes;
      await recordStep(journal, step, end.state, end.note);
    } catch (error) {
      return endWith(deps, journal, step, { error, changed, signal });
    }
    await deps.failpoint?.(`after:${step.id}`);
  }
  await verifyRun(deps, journal, plan, signal);
}

function runStep(deps: EngineDeps, journal: RunJournal, step: PlannedStep, signal: AbortSignal) {
  const { readers, writers, exec, clock } = deps;
  let shown = '';
  return stepFor(step.operation).execute(step.operation as never, {
    readers,
    writers,
    exec,
    clock,
    signal,
    note: async (note) => {
      const now = JSON.stringify(note);
      if (now === shown) return;
      shown = now;
      await journal.step(step.id, { note });
    },
    call: async (description, send) => {
      await journal.step(step.id, { call: description });
      await journal.record({ event: 'run-step', outcome: 'calling', detail: { step: step.id, call: description } });
      await deps.failpoint?.(`calling:${step.id}`);
      try {
        const answer = await send();
        await deps.failpoint?.(`called:${step.id}`);
        return answer;
      } catch (error) {
        throw hasCode(error, ...PROVEN_UNCHANGED) ? error : new UnansweredCall(error);
      }
    },
  });
}

async function recordStep(journal: RunJournal, step: PlannedStep, state: StepRecord['state'], note?: Text): Promise<void> {
  await journal.record({ event: 'run-step', outcome: state, detail: { step: step.id, kind: step.operation.kind, ...(note && { note }) } });
  await journal.step(step.id, { state, ...(note && { note }) });
}

interface BadEnd {
  readonly error: unknown;
  readonly changed: boolean;
  readonly signal: AbortSignal;
}

async function endWith(deps: EngineDeps, journal: RunJournal, step: PlannedStep, { error, changed, signal }: BadEnd): Promise<void> {
  if (hasCode(error, 'ledger-unwritable')) throw error;
  if (error instanceof UnansweredCall) return endUnanswered(deps, journal, step, error.origin);
  if (signal.aborted && !(error instanceof AppError)) {
    const state = stepFor(step.operation).changes ? 'unknown' : 'skipped';
    await recordStep(journal, step, state, say('steps.stopped'));
    return journal.finish('interrupted', { step: step.id, reason: whyStopped(signal) });
  }
  const outcome = outcomeOf(error, changed);
  await recordStep(journal, step, 'failed', error instanceof AppError ? error.userMessage : say('errors.internal'));
  await journal.finish(outcome, { step: step.id, code: error instanceof AppError ? error.code : 'internal', changed });
  if (!(error instanceof AppError)) deps.onFault?.(error, journal.run.id);
}

/** Refused and denied say that nothing was changed; once something was, it is a failure that left something behind. */
function outcomeOf(error: unknown, changed: boolean): Outcome {
  if (changed) return 'failed';
  if (hasCode(error, 'cluster-denied', 'cvat-denied')) return 'denied';
  return hasCode(error, ...REFUSED) ? 'refused' : 'failed';
}

/** Nobody knows yet whether it happened: look at the target, say what is there, and repeat nothing. */
async function endUnanswered(deps: EngineDeps, journal: RunJournal, step: PlannedStep, cause: unknown): Promise<void> {
  await recordStep(journal, step, 'unknown', say('steps.unanswered.looking'));
  const found = await reconcileStep(deps, step, 30);
  await journal.step(step.id, { note: say(`steps.unanswered.${found}`) });
  await journal.record({ event: 'run-reconciled', outcome: found, detail: { step: step.id, at: toIso(deps.clock.now()) } });
  await journal.finish('unknown', { step: step.id, code: cause instanceof AppError ? cause.code : 'internal', found });
}

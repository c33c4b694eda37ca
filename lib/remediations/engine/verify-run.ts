import { toIso } from '@/lib/domain/clock';
import type { Evidence } from '@/lib/domain/finding';
import { fingerprintOf } from '@/lib/domain/finding';
import type { Plan } from '@/lib/domain/plan';
import type { Verification } from '@/lib/domain/run';
import { say } from '@/lib/domain/text';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { reconcileStep } from '@/lib/remediations/engine/reconcile-step';
import type { RunJournal } from '@/lib/remediations/engine/run-journal';
import { stepFor } from '@/lib/remediations/steps/step-for';

const EVERY_SECONDS = 3;

type Look = Pick<Verification, 'result' | 'text' | 'evidence'>;

/**
 * A run is green only when the check that found it comes back clean on fresh reads (an undo: when the old state is back). Asked again until
 * the plan's deadline, because a model loads and a figure is read once a minute. What cannot be read at the deadline is unknown, not green.
 */
export async function verifyRun(deps: EngineDeps, journal: RunJournal, plan: Plan, signal: AbortSignal): Promise<void> {
  const { clock } = deps;
  const deadline = clock.now() + plan.verifyWithinSeconds * 1000;
  const waiting: Verification = { result: 'running', text: say('steps.verify.running'), evidence: [], at: toIso(clock.now()) };
  await journal.change({ status: 'verifying', verification: waiting });
  await deps.failpoint?.('verifying');
  let look: Look;
  for (;;) {
    look = plan.isUndo ? await lookAtEffects(deps, plan) : await lookAgain(deps, plan);
    if (look.result === 'verified' || clock.now() >= deadline || signal.aborted) break;
    await clock.sleep(Math.min(EVERY_SECONDS * 1000, Math.max(deadline - clock.now(), 1)), signal).catch(() => undefined);
  }
  await finishWith(deps, journal, plan, look, signal.aborted);
}

async function finishWith(deps: EngineDeps, journal: RunJournal, plan: Plan, look: Look, stopped: boolean): Promise<void> {
  const at = toIso(deps.clock.now());
  const after = [...look.evidence, ...(await effectsOf(deps, plan, at))];
  const verification: Verification = { ...look, evidence: after, at };
  const outcome = look.result === 'verified' ? 'verified' : stopped ? 'interrupted' : look.result === 'unknown' ? 'unknown' : 'did-not-hold';
  const evidence = { before: journal.run.evidence.before, after };
  await journal.finish(outcome, { verification: look.text, check: plan.checkId }, { verification, evidence });
  if (outcome === 'verified' && plan.isUndo && journal.run.undoOfRunId !== undefined) await journal.markUndone(journal.run.undoOfRunId);
}

/** The finding's own check, on fresh reads. */
async function lookAgain(deps: EngineDeps, plan: Plan): Promise<Look> {
  const outcome = await deps.recheck(plan.checkId);
  if (outcome.kind === 'unknown') {
    return { result: 'unknown', text: say('steps.verify.unreadable', { part: outcome.part, reason: outcome.reason }), evidence: [] };
  }
  if (outcome.kind === 'error') return { result: 'unknown', text: say('steps.verify.failed'), evidence: [] };
  const still = outcome.kind === 'found' ? outcome.findings.find((draft) => fingerprintOf(draft) === plan.fingerprint) : undefined;
  if (still) return { result: 'not-verified', text: say('steps.verify.stillFound'), evidence: [...still.evidence] };
  return { result: 'verified', text: say('steps.verify.clean'), evidence: [] };
}

/** Whether what each step of an undo wrote stands in its target. */
async function lookAtEffects(deps: EngineDeps, plan: Plan): Promise<Look> {
  const found = await Promise.all(plan.steps.filter((s) => stepFor(s.operation).changes).map((step) => reconcileStep(deps, step, 0, false)));
  if (found.every((f) => f === 'applied')) return { result: 'verified', text: say('steps.verify.undone'), evidence: [] };
  const unknown = found.includes('undeterminable') && !found.includes('not-applied');
  return unknown
    ? { result: 'unknown', text: say('steps.verify.undoUnreadable'), evidence: [] }
    : { result: 'not-verified', text: say('steps.verify.undoMissing'), evidence: [] };
}

async function effectsOf(deps: EngineDeps, plan: Plan, at: string): Promise<Evidence[]> {
  const effects = await Promise.all(
    plan.steps.map(
      async ({ operation }) =>
        (await stepFor(operation)
          .effect?.(operation as never, deps.readers, at)
          .catch(() => [])) ?? [],
    ),
  );
  return effects.flat();
}

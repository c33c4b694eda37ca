import { type Actor, holds } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/errors';
import type { Finding } from '@/lib/domain/finding';
import { type NotPossible, type Plan, planSchema } from '@/lib/domain/plan';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { say, type Text } from '@/lib/domain/text';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import type { PlanContext, Remediation } from '@/lib/remediations/remediation';

/** What a plan is asked for: the same question is asked again right before the first call. */
export type PlanSource =
  | { readonly kind: 'finding'; readonly finding: Finding; readonly remediation: Remediation; readonly input: unknown }
  | { readonly kind: 'undo'; readonly run: RunRecord; readonly remediation: Remediation; readonly input: unknown };

const UNDOABLE = ['verified', 'did-not-hold', 'failed', 'unknown', 'interrupted'];

/** The remediation of that id. Throws `not-found`. */
export function remediationOf(deps: EngineDeps, id: string): Remediation {
  const remediation = deps.remediations.find((r) => r.id === id);
  if (!remediation) throw new AppError('not-found', { detail: `remediation ${id}` });
  return remediation;
}

/** The remediation, if this person may use it now. Throws `forbidden` or `observe-only`. */
export async function assertAllowed(deps: EngineDeps, remediation: Remediation, actor: Actor): Promise<void> {
  if (!holds(actor.role, remediation.permission)) throw new AppError('forbidden', { params: { permission: remediation.permission } });
  if (deps.enabled && !(await deps.enabled(remediation.id))) throw new AppError('observe-only', { params: { remediation: remediation.id } });
}

/** The source of a plan for a finding. Throws `not-found`, `invalid-input`. */
export async function findingSource(deps: EngineDeps, findingId: string, remediation: Remediation, input: unknown): Promise<PlanSource | NotPossible> {
  const finding = await deps.findings.get(findingId);
  if (!finding) throw new AppError('not-found', { detail: `finding ${findingId}` });
  if (finding.resolvedAt !== undefined) return { notPossible: say('steps.closed') };
  if (!remediation.resolves.includes(finding.checkId) || remediation.fits?.(finding) === false) return { notPossible: say('steps.doesNotFit') };
  return { kind: 'finding', finding, remediation, input: parsedInput(remediation, input) };
}

/** The source of a plan that takes a run back. Throws `not-found`. */
export async function undoSource(deps: EngineDeps, runId: string): Promise<PlanSource | NotPossible> {
  const run = await deps.runs.get(runId);
  if (!run) throw new AppError('not-found', { detail: `run ${runId}` });
  const remediation = remediationOf(deps, run.plan.remediationId);
  if (run.undoneByRunId !== undefined || run.status === 'undone') return { notPossible: say('steps.undo.already') };
  if (!remediation.undo || !run.plan.cost.undo.possible || run.plan.isUndo) return { notPossible: say('steps.undo.none') };
  if (!UNDOABLE.includes(run.status)) return { notPossible: say('steps.undo.nothingToTakeBack') };
  const input = (await deps.runs.getPlan(run.planId))?.input;
  return { kind: 'undo', run, remediation, input };
}

/**
 * Asks the remediation for its plan, with a clock that stands at `at`: asked again with the same moment, an unchanged world gives an equal
 * plan. Reads only. The plan must pass its schema, or a remediation's mistake could reach the executor.
 */
export async function makePlan(deps: EngineDeps, source: PlanSource, at: number): Promise<Plan | NotPossible> {
  const context: PlanContext = { ...(await deps.context()), clock: { now: () => at, sleep: deps.clock.sleep } };
  const { remediation, input } = source;
  const made =
    source.kind === 'finding'
      ? await remediation.plan(source.finding, input, deps.readers, context)
      : ((await remediation.undo?.({ id: source.run.id, plan: source.run.plan, input }, deps.readers, context)) ?? { notPossible: say('steps.undo.none') });
  if ('notPossible' in made) return made;
  return planSchema.parse(JSON.parse(JSON.stringify(made)));
}

function parsedInput(remediation: Remediation, input: unknown): unknown {
  const parsed = remediation.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const field = String(first?.path[0] ?? '');
  throw new AppError('invalid-input', { text: inputText(remediation.id, field, first?.message), detail: `${remediation.id}: ${field}` });
}

/** A schema's message is the name of a sentence of the remediation (`fields.size.accepts`); anything else is a schema without words. */
function inputText(id: string, field: string, message: string | undefined): Text {
  return message?.startsWith('fields.') ? say(`remediations.${id}.${message}`) : say('errors.invalid-input', { field });
}

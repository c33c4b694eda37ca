import type { Actor } from '@/lib/domain/actor';
import { toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { Plan, Preview } from '@/lib/domain/plan';
import type { EngineCommand, PlanAnswer } from '@/lib/domain/ports/run-engine';
import type { PlanRecord } from '@/lib/domain/ports/stores';
import { refKey } from '@/lib/domain/resource-ref';
import { type EngineDeps, PLAN_LIFETIME_MINUTES } from '@/lib/remediations/engine/engine-deps';
import { assertAllowed, findingSource, makePlan, type PlanSource, remediationOf, undoSource } from '@/lib/remediations/engine/make-plan';
import { previewPlan } from '@/lib/remediations/engine/preview-plan';
import { planDigest } from '@/lib/remediations/plan-digest';

/** So often a plan is made before it is shown with its refused dry run. */
const MOST_READINGS = 3;
/** Pause between two readings. */
const SETTLE_MS = 500;

interface PreviewedPlan {
  readonly plan: Plan;
  readonly preview: Preview;
}

/** Makes, previews, saves and records a plan. Nothing in the cluster changes. */
export async function planRun(deps: EngineDeps, command: Extract<EngineCommand, { kind: 'plan' | 'plan-undo' }>): Promise<PlanAnswer> {
  const { actor } = command;
  const remediationId = command.kind === 'plan' ? command.remediationId : (await deps.runs.get(command.runId))?.plan.remediationId;
  try {
    if (remediationId === undefined) throw new AppError('not-found', { detail: 'run' });
    const remediation = remediationOf(deps, remediationId);
    await assertAllowed(deps, remediation, actor);
    const source = command.kind === 'plan' ? await findingSource(deps, command.findingId, remediation, command.input) : await undoSource(deps, command.runId);
    if ('notPossible' in source) return { kind: 'not-possible', reason: source.notPossible };
    return await planOf(deps, source, actor);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'ledger-unwritable') await recordRefusedPlan(deps, command, remediationId, error);
    throw error;
  }
}

/** Right after a fault or a deploy an object is written every moment: one that changed between the plan and its dry run is read again. */
async function planOf(deps: EngineDeps, source: PlanSource, actor: Actor): Promise<PlanAnswer> {
  for (let readings = 1; ; readings++) {
    const at = deps.clock.now();
    const plan = await makePlan(deps, source, at);
    if ('notPossible' in plan) return { kind: 'not-possible', reason: plan.notPossible };
    const preview = await previewPlan(deps, plan);
    const isOutdated = preview.steps.some((step) => step.outdated);
    if (!isOutdated || readings === MOST_READINGS) return { kind: 'planned', record: await savePlan(deps, { plan, preview }, source, actor, at) };
    await deps.clock.sleep(SETTLE_MS);
  }
}

/** Keeps a previewed plan for as long as it may be submitted. */
export async function savePlan(deps: EngineDeps, { plan, preview }: PreviewedPlan, source: PlanSource, actor: Actor, at: number): Promise<PlanRecord> {
  const record: PlanRecord = {
    id: deps.newId(),
    digest: planDigest(plan),
    plan,
    preview,
    input: source.input,
    actor,
    ...(source.kind === 'finding' ? { findingId: source.finding.id } : { undoOfRunId: source.run.id }),
    createdAt: toIso(at),
    expiresAt: toIso(at + PLAN_LIFETIME_MINUTES * 60_000),
  };
  await deps.ledger.append({
    event: 'run-planned',
    actor,
    target: refKey(plan.target),
    remediationId: plan.remediationId,
    planDigest: record.digest,
    detail: { planId: record.id, steps: plan.steps.map((step) => step.operation.kind), risk: plan.risk, input: record.input },
  });
  await deps.runs.savePlan(record, refKey(plan.target));
  return record;
}

/** Somebody without the right, or with an input that is not accepted, is on record too. A failing cluster is not his doing. */
async function recordRefusedPlan(
  deps: EngineDeps,
  command: Extract<EngineCommand, { kind: 'plan' | 'plan-undo' }>,
  remediationId: string | undefined,
  error: AppError,
): Promise<void> {
  const denied = error.code === 'forbidden' || error.code === 'observe-only';
  if (!denied && error.code !== 'invalid-input') return;
  await deps.ledger.append({
    event: 'run-refused',
    outcome: denied ? 'denied' : 'refused',
    actor: command.actor,
    ...(remediationId !== undefined && { remediationId }),
    detail: { code: error.code, ...(command.kind === 'plan' ? { findingId: command.findingId } : { undoOfRunId: command.runId }) },
  });
}

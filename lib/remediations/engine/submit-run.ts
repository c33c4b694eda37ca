import type { AuditDraft } from '@/lib/domain/audit-entry';
import { toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { Plan } from '@/lib/domain/plan';
import type { EngineCommand } from '@/lib/domain/ports/run-engine';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import { refKey } from '@/lib/domain/resource-ref';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { assertAllowed, findingSource, makePlan, type PlanSource, remediationOf, undoSource } from '@/lib/remediations/engine/make-plan';
import { savePlan } from '@/lib/remediations/engine/plan-run';
import { previewPlan } from '@/lib/remediations/engine/preview-plan';
import { planDigest } from '@/lib/remediations/plan-digest';

type Submit = Extract<EngineCommand, { kind: 'submit' }>;

/** A run that may begin now: durably recorded, holding its target's lock, with the plan as it is this moment. */
export type Begun = { readonly kind: 'begun'; readonly run: RunRecord; readonly plan: Plan } | { readonly kind: 'exists'; readonly run: RunRecord };

/**
 * Every gate between a confirmed plan and its first call, in order: the same plan twice gives the same run; a free target; the right; the digest; its age;
 * the typed confirmation; its dry run; a fresh plan of equal digest; the target's lock; the intent in the ledger. Who is turned away is on record.
 */
export async function submitRun(deps: EngineDeps, command: Submit): Promise<Begun> {
  const record = await deps.runs.getPlan(command.planId);
  if (!record) throw new AppError('not-found', { detail: `plan ${command.planId}` });
  const existing = await deps.runs.runOfPlan(record.id);
  if (existing) return { kind: 'exists', run: existing };
  try {
    await assertFree(deps, record);
    const source = await sourceOf(deps, record);
    await assertAllowed(deps, source.remediation, command.actor);
    assertConfirmed(deps, record, command);
    const plan = await freshPlan(deps, record, source, command);
    return await begin(deps, record, plan, command);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'ledger-unwritable') await deps.ledger.append(refusal(record, command, error));
    throw error;
  }
}

/** Said before anything else: while a run is at work, its target differs from the plan anyway, which would be the lesser news. The lock decides. */
async function assertFree(deps: EngineDeps, { plan }: PlanRecord): Promise<void> {
  const holder = (await deps.runs.listUnfinished()).find((run) => refKey(run.plan.target) === refKey(plan.target));
  if (holder) throw new AppError('target-busy', { params: { runId: holder.id, target: plan.target.name } });
}

async function sourceOf(deps: EngineDeps, record: PlanRecord): Promise<PlanSource> {
  const remediation = remediationOf(deps, record.plan.remediationId);
  const source =
    record.undoOfRunId === undefined
      ? await findingSource(deps, record.findingId ?? '', remediation, record.input)
      : await undoSource(deps, record.undoOfRunId);
  if ('notPossible' in source) throw new AppError('plan-not-possible', { text: source.notPossible });
  return source;
}

function assertConfirmed(deps: EngineDeps, record: PlanRecord, command: Submit): void {
  if (command.digest !== record.digest) throw new AppError('plan-changed', { params: { planId: record.id } });
  if (deps.clock.now() > Date.parse(record.expiresAt)) throw new AppError('plan-expired');
  if (record.plan.confirm !== undefined && command.confirmation !== record.plan.confirm) {
    throw new AppError('confirmation-mismatch', { params: { expected: record.plan.confirm } });
  }
  const refused = record.preview.steps.find((step) => step.refused)?.refused;
  if (refused) throw new AppError('plan-not-possible', { text: refused });
  const missing = record.preview.rights.find((right) => right.held === 'no')?.rule;
  if (missing) throw new AppError('cluster-denied', { params: { right: `${missing.verbs.join(',')} ${missing.resource}`, reason: '' } });
}

/** The plan made anew. When it differs, the new one is kept and its id goes with the refusal, so that it can be shown at once. */
async function freshPlan(deps: EngineDeps, record: PlanRecord, source: PlanSource, command: Submit): Promise<Plan> {
  const plan = await makePlan(deps, source, Date.parse(record.createdAt));
  if ('notPossible' in plan) throw new AppError('plan-not-possible', { text: plan.notPossible });
  if (planDigest(plan) === record.digest) return plan;
  const renewed = await savePlan(deps, { plan, preview: await previewPlan(deps, plan) }, source, command.actor, deps.clock.now());
  throw new AppError('plan-changed', { params: { planId: renewed.id } });
}

async function begin(deps: EngineDeps, record: PlanRecord, plan: Plan, command: Submit): Promise<Begun> {
  const targetKey = refKey(plan.target);
  const before = record.findingId === undefined ? [] : ((await deps.findings.get(record.findingId))?.evidence ?? []);
  const run: RunRecord = {
    id: deps.newId(),
    planId: record.id,
    plan: record.plan,
    preview: record.preview,
    digest: record.digest,
    actor: command.actor,
    ...(command.reason !== undefined && { reason: command.reason }),
    status: 'running',
    steps: plan.steps.map(({ id, title }) => ({ id, title, state: 'waiting' })),
    evidence: { before },
    ...(record.undoOfRunId !== undefined && { undoOfRunId: record.undoOfRunId }),
    startedAt: toIso(deps.clock.now()),
  };
  const answer = await deps.runs.begin(run, targetKey);
  if (answer.kind === 'busy') throw new AppError('target-busy', { params: { runId: answer.runId, target: plan.target.name } });
  if (answer.kind === 'exists') return answer;
  await deps.failpoint?.('begun');
  try {
    await deps.ledger.append({
      event: 'run-intent',
      actor: command.actor,
      target: targetKey,
      remediationId: plan.remediationId,
      runId: run.id,
      planDigest: record.digest,
      ...(command.reason !== undefined && { reason: command.reason }),
      detail: { operations: plan.steps.map((step) => step.operation), undoOfRunId: record.undoOfRunId },
    });
  } catch (error) {
    // No record, no action. The lock goes with the run's end.
    await deps.runs.update(run.id, { status: 'refused', endedAt: toIso(deps.clock.now()) });
    throw error;
  }
  await deps.failpoint?.('intent');
  return { kind: 'begun', run, plan };
}

function refusal(record: PlanRecord, command: Submit, error: AppError): AuditDraft {
  const denied = ['forbidden', 'observe-only', 'cluster-denied'].includes(error.code);
  return {
    event: 'run-refused',
    outcome: denied ? 'denied' : 'refused',
    actor: command.actor,
    target: refKey(record.plan.target),
    remediationId: record.plan.remediationId,
    planDigest: record.digest,
    ...(command.reason !== undefined && { reason: command.reason }),
    detail: { planId: record.id, code: error.code },
  };
}

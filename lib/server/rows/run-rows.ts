import 'server-only';
import type { RunRecord } from '@/lib/domain/ports/stores';
import type { RunRow } from '@/lib/domain/rows/topics';
import { isActive } from '@/lib/server/rows/finding-rows';

/** What a row needs besides the record: where it stands in the ledger and which finding it answered. */
export interface RunContext {
  readonly findingId?: string;
  readonly intentSeq?: number;
  readonly outcomeSeq?: number;
  /** Whether its remediation can take it back at all. */
  readonly hasUndo: boolean;
}

/** A run as a row. Undo is offered once something was changed, and once only. */
export function runRow(run: RunRecord, ctx: RunContext): RunRow {
  const changedSomething = run.steps.some((step) => step.state === 'done');
  return {
    id: run.id,
    planId: run.planId,
    ...(ctx.findingId ? { findingId: ctx.findingId } : {}),
    remediationId: run.plan.remediationId,
    title: run.plan.title,
    target: run.plan.target,
    actorName: run.actor.name,
    ...(run.reason ? { reason: run.reason } : {}),
    status: run.status,
    steps: [...run.steps],
    ...(run.verification ? { verification: run.verification } : {}),
    startedAt: run.startedAt,
    ...(run.endedAt ? { endedAt: run.endedAt } : {}),
    canStop: run.status === 'running',
    canUndo: ctx.hasUndo && run.plan.cost.undo.possible && !run.plan.isUndo && !isActive(run) && changedSomething && !run.undoneByRunId,
    ...(run.undoOfRunId ? { undoOfRunId: run.undoOfRunId } : {}),
    ...(run.undoneByRunId ? { undoneByRunId: run.undoneByRunId } : {}),
    ...(ctx.intentSeq === undefined ? {} : { intentSeq: ctx.intentSeq }),
    ...(ctx.outcomeSeq === undefined ? {} : { outcomeSeq: ctx.outcomeSeq }),
  };
}

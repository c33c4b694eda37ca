import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import { type PlanView, planViewSchema } from '@/lib/domain/rows/details';
import type { Container } from '@/lib/server/container';

/** A plan as it is shown before it is confirmed. What it keeps for an undo stays on the server. Throws not-found. */
export async function readPlan(container: Container, id: string): Promise<PlanView> {
  const record = await container.runs.getPlan(id);
  if (!record) throw new AppError('not-found', { detail: 'plan' });
  const lastRuns = await container.runs.list({ remediationId: record.plan.remediationId, limit: 5 });
  const own = container.runBook.records.find((run) => run.planId === id) ?? lastRuns.find((run) => run.planId === id);
  return planView(record, own, lastRuns);
}

export function planView(record: PlanRecord, own: RunRecord | undefined, lastRuns: readonly RunRecord[]): PlanView {
  const { kept: _, ...plan } = record.plan;
  const input = planViewSchema.shape.input.safeParse(record.input).data;
  return {
    id: record.id,
    digest: record.digest,
    ...(record.findingId ? { findingId: record.findingId } : {}),
    ...(input ? { input } : {}),
    plan,
    preview: record.preview,
    createdAt: record.createdAt,
    expiresAt: record.expiresAt,
    ...(own ? { runId: own.id } : {}),
    lastRuns: lastRuns
      .filter((run) => run.planId !== record.id)
      .map((run) => ({
        id: run.id,
        status: run.status,
        actorName: run.actor.name,
        startedAt: run.startedAt,
        ...(run.endedAt ? { endedAt: run.endedAt } : {}),
      })),
  };
}

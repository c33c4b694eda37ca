import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { RunDetail } from '@/lib/domain/rows/details';
import type { Container } from '@/lib/server/container';
import { readPlan } from '@/lib/server/reads/plan-view';

/** A run with its plan and evidence. Throws not-found. */
export async function readRun(container: Container, id: string): Promise<RunDetail> {
  const run = container.runBook.records.find((record) => record.id === id) ?? (await container.runs.get(id));
  if (!run) throw new AppError('not-found', { detail: 'run' });
  return { run: await container.runBook.rowOf(run), plan: await readPlan(container, run.planId), evidence: run.evidence };
}

import 'server-only';
import { z } from 'zod';
import type { Plan as PlanRow, Prisma, Run as RunRow } from '@/generated/prisma/client';
import type { Database } from '@/lib/db/client';
import { actorSchema } from '@/lib/domain/actor';
import { evidenceSchema } from '@/lib/domain/finding';
import { planSchema, previewSchema } from '@/lib/domain/plan';
import type { PlanRecord, RunRecord, RunStore } from '@/lib/domain/ports/stores';
import { outcomeSchema, stepRecordSchema, verificationSchema } from '@/lib/domain/run';

const statusSchema = z.enum(['running', 'verifying', ...outcomeSchema.options]);
const evidencePairSchema = z.object({ before: z.array(evidenceSchema), after: z.array(evidenceSchema).optional() });
const unfinished = ['running', 'verifying'];

type FullRun = RunRow & { plan: PlanRow };

/** Plans and runs in SQLite. Everything read is parsed: a row somebody edited by hand throws instead of being carried out. */
export function createRunStore(db: Database): RunStore {
  const undoneBy = async (id: string): Promise<string | undefined> => {
    const undo = await db.plan.findFirst({ where: { undoOfRunId: id, run: { status: 'verified' } }, select: { run: { select: { id: true } } } });
    return undo?.run?.id;
  };
  const recordOf = async (row: FullRun) => toRunRecord(row, await undoneBy(row.id));
  const withPlan = { include: { plan: true } } as const;

  return {
    async savePlan(record, targetKey) {
      await db.plan.create({
        data: {
          id: record.id,
          digest: record.digest,
          remediationId: record.plan.remediationId,
          fingerprint: record.plan.fingerprint,
          findingId: record.findingId ?? null,
          undoOfRunId: record.undoOfRunId ?? null,
          targetKey,
          actor: json(record.actor),
          input: json(record.input ?? null),
          plan: json(record.plan),
          preview: json(record.preview),
          createdAt: record.createdAt,
          expiresAt: record.expiresAt,
        },
      });
    },

    async getPlan(id) {
      const row = await db.plan.findUnique({ where: { id } });
      return row ? toPlanRecord(row) : undefined;
    },

    async runOfPlan(planId) {
      const row = await db.run.findUnique({ where: { planId }, ...withPlan });
      return row ? recordOf(row) : undefined;
    },

    async begin(run, targetKey) {
      // One statement and no transaction: the table's own constraints decide, so nothing holds the file's lock while something is awaited.
      try {
        await db.run.create({
          data: {
            id: run.id,
            planId: run.planId,
            remediationId: run.plan.remediationId,
            fingerprint: run.plan.fingerprint,
            targetKey,
            actor: json(run.actor),
            reason: run.reason ?? null,
            status: run.status,
            steps: json(run.steps),
            evidence: json(run.evidence),
            startedAt: run.startedAt,
          },
        });
        return { kind: 'begun' };
      } catch (error) {
        const own = await db.run.findUnique({ where: { planId: run.planId }, ...withPlan });
        if (own) return { kind: 'exists', run: await recordOf(own) };
        const holder = await db.run.findFirst({ where: { targetKey, status: { in: unfinished } }, select: { id: true } });
        if (holder) return { kind: 'busy', runId: holder.id };
        throw error;
      }
    },

    async update(id, change) {
      const { status, steps, verification, evidence, endedAt } = change;
      const row = await db.run.update({
        where: { id },
        data: {
          ...(status !== undefined && { status }),
          ...(steps !== undefined && { steps: json(steps) }),
          ...(verification !== undefined && { verification: json(verification) }),
          ...(evidence !== undefined && { evidence: json(evidence) }),
          ...(endedAt !== undefined && { endedAt }),
        },
        ...withPlan,
      });
      return recordOf(row);
    },

    async get(id) {
      const row = await db.run.findUnique({ where: { id }, ...withPlan });
      return row ? recordOf(row) : undefined;
    },

    async listUnfinished() {
      const rows = await db.run.findMany({ where: { status: { in: unfinished } }, orderBy: { startedAt: 'asc' }, ...withPlan });
      return Promise.all(rows.map(recordOf));
    },

    async list({ fingerprint, remediationId, limit }) {
      const rows = await db.run.findMany({
        where: { ...(fingerprint !== undefined && { fingerprint }), ...(remediationId !== undefined && { remediationId }) },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        take: limit,
        ...withPlan,
      });
      return Promise.all(rows.map(recordOf));
    },
  };
}

/** Plain JSON for a Json column: what a reader gets is what was written, without undefined and class instances. */
function json(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value ?? null));
}

function toPlanRecord(row: PlanRow): PlanRecord {
  return {
    id: row.id,
    digest: row.digest,
    plan: planSchema.parse(row.plan),
    preview: previewSchema.parse(row.preview),
    input: row.input,
    actor: actorSchema.parse(row.actor),
    ...(row.findingId !== null && { findingId: row.findingId }),
    ...(row.undoOfRunId !== null && { undoOfRunId: row.undoOfRunId }),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

function toRunRecord(row: FullRun, undoneByRunId: string | undefined): RunRecord {
  return {
    id: row.id,
    planId: row.planId,
    plan: planSchema.parse(row.plan.plan),
    preview: previewSchema.parse(row.plan.preview),
    digest: row.plan.digest,
    actor: actorSchema.parse(row.actor),
    ...(row.reason !== null && { reason: row.reason }),
    status: statusSchema.parse(row.status),
    steps: z.array(stepRecordSchema).parse(row.steps),
    ...(row.verification !== null && { verification: verificationSchema.parse(row.verification) }),
    evidence: toEvidence(row.evidence),
    ...(row.plan.undoOfRunId !== null && { undoOfRunId: row.plan.undoOfRunId }),
    ...(undoneByRunId !== undefined && { undoneByRunId }),
    startedAt: row.startedAt.toISOString(),
    ...(row.endedAt !== null && { endedAt: row.endedAt.toISOString() }),
  };
}

function toEvidence(value: unknown): RunRecord['evidence'] {
  const { before, after } = evidencePairSchema.parse(value);
  return after === undefined ? { before } : { before, after };
}

import { z } from 'zod';
import { actorSchema } from '@/lib/domain/actor';
import { AppError, errorCodes } from '@/lib/domain/errors';
import { evidenceSchema } from '@/lib/domain/finding';
import { planSchema, previewSchema, rbacRuleSchema } from '@/lib/domain/plan';
import type { ExecAddress, ExecAnswer, ReadingQuestion } from '@/lib/domain/ports/pod-exec';
import { engineCommandSchema, type PlanAnswer } from '@/lib/domain/ports/run-engine';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import { outcomeSchema, stepRecordSchema, verificationSchema } from '@/lib/domain/run';
import { textSchema } from '@/lib/domain/text-schema';

/** What web process and actor say to each other: JSON over HTTP, one command or question a request, and one stream of runs as a line of JSON each. */
export const paths = {
  commands: '/v1/commands',
  runs: '/v1/runs',
  rights: '/v1/rights',
  questions: '/v1/questions',
  alive: '/healthz',
  ready: '/readyz',
} as const;

/** A command is small; one that is not is no command. */
export const MAX_COMMAND_BYTES = 256 * 1024;
/** A plan's preview holds whole objects. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** The actor says that it is there this often; the web process counts it as away after three times that. */
export const BEAT_MS = 5_000;

/** A command of a person. Loupe itself commands nothing from outside: what it settles at start, the actor settles by itself. */
export const commandSchema = engineCommandSchema.refine((command) => command.actor.role !== 'system', { path: ['actor', 'role'] });

/** Whether the actor's account holds a right: advice for people, and nothing changes. */
export const rightQuestionSchema = z.object({ rule: rbacRuleSchema, namespace: z.string().max(253).optional() });
export const rightAnswerSchema = z.object({
  held: z.enum(['yes', 'no', 'unknown']),
  /** User name of the actor's account, once the API server has told it. */
  account: z.string().optional(),
});

const place = z.string().min(1).max(253);
const inContainer = z.string().min(1).max(300);
/** A question inside a container: one of those that only read. What is asked in a remediation's course, only the actor asks. */
export const podQuestionSchema = z.object({
  where: z.object({ namespace: place, pod: place, container: place }),
  question: z.discriminatedUnion('id', [
    z.object({ id: z.enum(['kvrocks-info', 'kvrocks-probe-write', 'gpu-devices', 'nvidia-smi', 'framework-cuda']) }),
    z.object({ id: z.literal('kvrocks-config'), pattern: z.enum(['dir', 'rocksdb.wal_*', 'max-db-size']) }),
    z.object({ id: z.literal('kvrocks-list-db'), dbPath: inContainer }),
    z.object({ id: z.literal('disk-free'), path: inContainer }),
  ]),
}) satisfies z.ZodType<{ where: ExecAddress; question: ReadingQuestion }>;
export const podAnswerSchema: z.ZodType<ExecAnswer> = z.object({
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.union([z.number(), z.null()]).transform((code) => code ?? undefined),
});

const planRecordSchema: z.ZodType<PlanRecord> = z.object({
  id: z.string(),
  digest: z.string(),
  plan: planSchema,
  preview: previewSchema,
  input: z.unknown(),
  actor: actorSchema,
  findingId: z.string().exactOptional(),
  undoOfRunId: z.string().exactOptional(),
  createdAt: z.string(),
  expiresAt: z.string(),
});

export const runRecordSchema: z.ZodType<RunRecord> = z.object({
  id: z.string(),
  planId: z.string(),
  plan: planSchema,
  preview: previewSchema,
  digest: z.string(),
  actor: actorSchema,
  reason: z.string().exactOptional(),
  status: z.enum(['running', 'verifying', ...outcomeSchema.options]),
  steps: z.array(stepRecordSchema),
  verification: verificationSchema.exactOptional(),
  evidence: z.object({ before: z.array(evidenceSchema), after: z.array(evidenceSchema).exactOptional() }),
  undoOfRunId: z.string().exactOptional(),
  undoneByRunId: z.string().exactOptional(),
  startedAt: z.string(),
  endedAt: z.string().exactOptional(),
});

export const planAnswerSchema: z.ZodType<PlanAnswer> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('planned'), record: planRecordSchema }),
  z.object({ kind: z.literal('not-possible'), reason: textSchema }),
]);

/** One line of the stream. `past` marks what was there when the stream began. */
export const frameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat') }),
  z.object({ kind: z.literal('run'), run: runRecordSchema, past: z.boolean() }),
]);
export type Frame = z.infer<typeof frameSchema>;

const failureSchema = z.object({
  error: z.object({ code: z.enum(errorCodes), message: textSchema, retryAfterSeconds: z.number().optional() }),
});
export type WireFailure = z.infer<typeof failureSchema>;

/** An error as it travels: its code and the sentence for people. `detail` and `cause` stay in the actor's log. */
export function toWire(error: AppError): WireFailure {
  const { code, userMessage, retryAfterSeconds } = error;
  return { error: { code, message: userMessage, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) } };
}

/** The error that travelled, or undefined when the body is none. */
export function fromWire(body: unknown): AppError | undefined {
  const parsed = failureSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { code, message, retryAfterSeconds } = parsed.data.error;
  const { params } = message;
  return new AppError(code, { text: message, ...(params ? { params } : {}), ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });
}

import { z } from 'zod';
import { planSchema, previewSchema } from '@/lib/domain/plan';
import { changeRowSchema, runRowSchema } from '@/lib/domain/rows/topics';

/** GET /api/claims/<namespace>/<name>/history?hours=48: samples, oldest first, and what happened on the same time axis. */
export const claimHistorySchema = z.object({
  samples: z.array(
    z.object({
      at: z.string(),
      usedBytes: z.number(),
      capacityBytes: z.number(),
      liveBytes: z.number().optional(),
      archiveBytes: z.number().optional(),
      restBytes: z.number().optional(),
    }),
  ),
  marks: z.array(z.object({ from: z.string(), to: z.string().optional(), kind: z.enum(['inference', 'compaction', 'run', 'growth']), label: z.string() })),
});
export type ClaimHistory = z.infer<typeof claimHistorySchema>;

/** GET /api/plans/<id>: the plan as it is shown before it is confirmed. */
export const planViewSchema = z.object({
  id: z.string(),
  digest: z.string(),
  findingId: z.string().optional(),
  plan: planSchema.omit({ kept: true }),
  preview: previewSchema,
  createdAt: z.string(),
  expiresAt: z.string(),
  runId: z.string().optional(),
  lastRuns: z.array(runRowSchema.pick({ id: true, status: true, actorName: true, startedAt: true, endedAt: true })),
});
export type PlanView = z.infer<typeof planViewSchema>;

/** GET /api/findings/<id>/around: what happened around it. */
export const aroundSchema = z.object({ from: z.string(), to: z.string(), changes: z.array(changeRowSchema) });
export type Around = z.infer<typeof aroundSchema>;

/** GET /api/pods/<namespace>/<name>/log?container=&previous=&tail=. Lines are plain text without control characters. */
export const podLogSchema = z.object({ lines: z.array(z.string()), truncated: z.boolean(), observedAt: z.string() });
export type PodLog = z.infer<typeof podLogSchema>;

/** GET /api/pods/<namespace>/<name>/events. */
export const podEventsSchema = z.object({
  events: z.array(z.object({ type: z.string(), reason: z.string(), message: z.string(), count: z.number(), lastAt: z.string() })),
});
export type PodEvents = z.infer<typeof podEventsSchema>;

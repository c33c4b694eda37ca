import { z } from 'zod';
import { evidenceSchema } from '@/lib/domain/finding';
import { textSchema } from '@/lib/domain/text-schema';

/** How a run ended. `verified` is the only green one. */
export const outcomeSchema = z.enum(['verified', 'did-not-hold', 'failed', 'refused', 'denied', 'interrupted', 'unknown', 'undone']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const stepRecordSchema = z.object({
  id: z.string(),
  title: textSchema,
  state: z.enum(['waiting', 'running', 'done', 'skipped', 'failed', 'unknown']),
  /** What is known of it now: progress while running, the result after. */
  note: textSchema.optional(),
  /** The call as made, `PATCH apps/v1 …/deployments/x`; never with a body. */
  call: z.string().optional(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
});
export type StepRecord = z.infer<typeof stepRecordSchema>;

export const verificationSchema = z.object({
  result: z.enum(['verified', 'not-verified', 'unknown', 'running']),
  text: textSchema,
  evidence: z.array(evidenceSchema),
  at: z.string(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** What reconciliation found after a crash. */
export const reconciledSchema = z.enum(['applied', 'not-applied', 'partial', 'undeterminable']);
export type Reconciled = z.infer<typeof reconciledSchema>;

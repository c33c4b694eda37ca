import { z } from 'zod';
import { actorSchema } from '@/lib/domain/actor';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import type { Text } from '@/lib/domain/text';

/** The one narrow door to everything that changes something: serialisable commands in, records out. Can live in another process. */
export const engineCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), findingId: z.string(), remediationId: z.string(), input: z.unknown(), actor: actorSchema }),
  /** planId is the idempotency key: the same plan submitted twice gives the same run. */
  z.object({
    kind: z.literal('submit'),
    planId: z.string(),
    digest: z.string(),
    confirmation: z.string().optional(),
    reason: z.string().max(500).optional(),
    actor: actorSchema,
  }),
  z.object({ kind: z.literal('plan-undo'), runId: z.string(), actor: actorSchema }),
  z.object({ kind: z.literal('stop'), runId: z.string(), actor: actorSchema }),
]);
export type EngineCommand = z.infer<typeof engineCommandSchema>;

export type PlanAnswer = { readonly kind: 'planned'; readonly record: PlanRecord } | { readonly kind: 'not-possible'; readonly reason: Text };

export interface RunEngine {
  /** Throws AppError (not-found, invalid-input, cluster-*, ledger-unwritable). */
  plan(command: Extract<EngineCommand, { kind: 'plan' | 'plan-undo' }>): Promise<PlanAnswer>;
  /** Resolves once the run is durably begun, not when it is over. Throws plan-expired, plan-changed, target-busy, confirmation-mismatch, forbidden, ledger-unwritable. */
  submit(command: Extract<EngineCommand, { kind: 'submit' }>): Promise<RunRecord>;
  /** Stops before the next step. */
  stop(command: Extract<EngineCommand, { kind: 'stop' }>): Promise<void>;
  /** Once at start: ends every run a crash left open as `unknown` or what the target itself proves, and says so in the ledger. */
  reconcile(): Promise<void>;
  onChange(listener: (run: RunRecord) => void): () => void;
}

import { z } from 'zod';
import { pageOf } from '@/lib/domain/api-v1/page';
import { auditEntrySchema } from '@/lib/domain/audit-entry';

/** One entry of the ledger. */
export const apiEntrySchema = auditEntrySchema.extend({ detail: z.record(z.string(), z.unknown()) });

/** One page of the ledger, newest first. */
export const ledgerPageSchema = pageOf(apiEntrySchema)
  .extend({
    chain: z
      .object({
        state: z.enum(['verified', 'broken', 'not-checked']),
        count: z.number().int().optional(),
        firstBadSeq: z.number().int().optional(),
        at: z.string().optional(),
      })
      .describe('Result of the last check of the whole chain.'),
  })
  .describe('One page of the ledger, newest first. Each entry carries the hash of the one before.');

export const ledgerQuerySchema = z.object({
  event: z.string().max(200).optional(),
  outcome: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
  target: z.string().max(200).optional(),
  remediationId: z.string().max(200).optional(),
  runId: z.string().max(200).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  text: z.string().max(200).optional(),
});

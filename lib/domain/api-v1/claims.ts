import { z } from 'zod';
import { freshnessSchema, momentSchema, sourceSchema } from '@/lib/domain/api-v1/page';

const bytes = z.number().int().min(0);

/** A volume claim and how full it is. */
export const apiClaimSchema = z
  .object({
    namespace: z.string(),
    name: z.string(),
    phase: z.string(),
    node: z.string().optional(),
    requestedBytes: bytes,
    usedBytes: bytes.optional().describe('Absent where it was not measured: then missing says why. Never 0 for unknown.'),
    capacityBytes: bytes.optional(),
    inodesPercent: z.number().optional(),
    sharesNodeDisk: z.boolean().describe('Lies on the node’s own disk with others: the level is the disk’s, not the claim’s alone.'),
    source: sourceSchema.optional(),
    observedAt: momentSchema.optional(),
    missing: z.string().optional(),
    missingRight: z.string().optional().describe('The right that would give the level.'),
    bytesPerHour: z.number().optional().describe('Growth, where enough samples are kept.'),
    fullAt: momentSchema.optional().describe('When it will be full if it goes on like this.'),
    fullEarliestAt: momentSchema.optional(),
    fullLatestAt: momentSchema.optional(),
    finding: z.string().optional(),
  })
  .describe('A volume claim and how full it is.');
export type ApiClaim = z.infer<typeof apiClaimSchema>;

/** Samples of one claim. */
export const apiClaimHistorySchema = freshnessSchema
  .extend({
    namespace: z.string(),
    name: z.string(),
    samples: z
      .array(z.object({ at: momentSchema, usedBytes: z.number().min(0), capacityBytes: z.number().min(0) }))
      .describe('Oldest first; at most 720, thinned evenly, the newest always there.'),
  })
  .describe('Samples of one claim.');
export type ApiClaimHistory = z.infer<typeof apiClaimHistorySchema>;

export const historyQuerySchema = z.object({
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(8784)
    .default(48)
    .describe('How far back: raw samples reach 48 hours, one per 10 minutes 30 days, one per hour a year.'),
});

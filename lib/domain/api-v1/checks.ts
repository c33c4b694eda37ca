import { z } from 'zod';
import { momentSchema, sourceSchema } from '@/lib/domain/api-v1/page';

/** What a check said last. */
export const apiCheckSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    area: z.string(),
    outcome: z
      .enum(['ok', 'not-applicable', 'found', 'unknown', 'error', 'waiting'])
      .describe('`unknown`: what it needs is missing or stale. It closes no finding and is not healthy.'),
    reason: z.string().optional(),
    at: momentSchema.optional(),
  })
  .describe('What a check said last.');
export type ApiCheck = z.infer<typeof apiCheckSchema>;

/** Where facts come from and how old they are. */
export const apiSourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    source: sourceSchema,
    state: z.enum(['live', 'stale', 'denied', 'unreachable', 'not-configured', 'starting']),
    asOf: momentSchema.optional(),
    deadlineSeconds: z.number().describe('Silent for longer than this, it counts as stale.'),
    missingRight: z.string().optional(),
    detail: z.string().optional(),
  })
  .describe('Where facts come from and how old they are.');
export type ApiSource = z.infer<typeof apiSourceSchema>;

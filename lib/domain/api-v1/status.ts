import { z } from 'zod';
import { freshnessSchema, momentSchema } from '@/lib/domain/api-v1/page';

const count = z.number().int().min(0);

/** How things are, in figures. What is not known is absent. */
export const statusSchema = freshnessSchema
  .extend({
    loupe: z.string().describe('Version of Loupe.'),
    installation: z
      .object({
        cluster: z.string(),
        namespace: z.string().optional(),
        release: z.string().optional(),
        chart: z.string().optional(),
        cvat: z.string().optional(),
        nuclio: z.string().optional(),
        kubernetes: z.string().optional(),
      })
      .describe('What is watched, and its versions as far as they are known.'),
    findings: z.object({ critical: count, warning: count, info: count }).describe('Open findings that are causes; what follows from them is not counted.'),
    checks: z.object({
      passed: count.describe('Found nothing, or do not apply.'),
      unknown: count.describe('Could not judge: what they need was not read.'),
      total: count,
      lastPassAt: momentSchema.optional(),
    }),
    pods: z.object({ total: count, notReady: count }).optional(),
    models: z.object({ ready: count, total: count }).optional(),
    fullestClaimPercent: z.number().optional().describe('Level of the fullest claim that was measured.'),
  })
  .describe('How things are, in figures. What is not known is absent.');
export type ApiStatus = z.infer<typeof statusSchema>;

import { z } from 'zod';
import { momentSchema, subjectSchema } from '@/lib/domain/api-v1/page';
import { outcomeSchema } from '@/lib/domain/run';

/** One execution of a remediation. */
export const apiRunSchema = z
  .object({
    id: z.string(),
    remediation: z.string(),
    finding: z.string().optional(),
    title: z.string(),
    target: subjectSchema,
    by: z.string(),
    reason: z.string().optional(),
    status: z.enum(['running', 'verifying', ...outcomeSchema.options]).describe('`verified` is the only good end: the check no longer finds it.'),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        state: z.string(),
        note: z.string().optional(),
        startedAt: momentSchema.optional(),
        endedAt: momentSchema.optional(),
      }),
    ),
    verification: z.object({ result: z.string(), text: z.string(), at: momentSchema }).optional(),
    startedAt: momentSchema,
    endedAt: momentSchema.optional(),
    undoOf: z.string().optional(),
    undoneBy: z.string().optional(),
    ledger: z.object({ intent: z.number().int().optional(), outcome: z.number().int().optional() }).describe('Its entries in the ledger.'),
  })
  .describe('One execution of a remediation.');
export type ApiRun = z.infer<typeof apiRunSchema>;

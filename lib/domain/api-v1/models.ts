import { z } from 'zod';
import { momentSchema } from '@/lib/domain/api-v1/page';

/** A model as annotators see it. */
export const apiModelSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string().describe('detector, interactor, tracker, reid or unknown.'),
    state: z.enum(['ready', 'warming-up', 'busy', 'broken', 'off', 'unknown']),
    since: momentSchema.optional(),
    compute: z
      .enum(['gpu-proven', 'gpu-expected', 'cpu-instead-of-gpu', 'cpu', 'unknown'])
      .describe('How it computes, and whether that was proven in its pod.'),
    provenAt: momentSchema.optional(),
    labels: z.array(z.string()),
    reason: z.string().optional(),
    function: z.string().optional().describe('The Nuclio function behind it.'),
    finding: z.string().optional().describe('Id of the finding about it.'),
  })
  .describe('A model as annotators see it.');
export type ApiModel = z.infer<typeof apiModelSchema>;

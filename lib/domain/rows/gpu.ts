import { z } from 'zod';
import { sourceSchema } from '@/lib/domain/part';
import { textSchema } from '@/lib/domain/text-schema';

const linkStateSchema = z.object({ state: z.enum(['good', 'broken', 'follows', 'unknown', 'not-applicable']), value: textSchema, note: textSchema.optional() });
/** A model's chain from asked to proven: eight links in this order. */
export const gpuRowSchema = z.object({
  id: z.string(),
  model: z.string(),
  kind: z.string(),
  functionName: z.string(),
  asked: linkStateSchema,
  scheduled: linkStateSchema,
  classInFunction: linkStateSchema,
  classInDeployment: linkStateSchema,
  classInPod: linkStateSchema,
  device: linkStateSchema,
  cuda: linkStateSchema,
  inference: linkStateSchema,
  brokenAt: z.number().optional(),
  findingId: z.string().optional(),
});
export type GpuRow = z.infer<typeof gpuRowSchema>;

export const gpuCardRowSchema = z.object({
  id: z.string(),
  node: z.string(),
  cards: z.array(
    z.object({
      name: z.string(),
      usedMib: z.number(),
      totalMib: z.number(),
      utilisationPercent: z.number().optional(),
      temperature: z.number().optional(),
      watts: z.number().optional(),
    }),
  ),
  driver: z.string().optional(),
  cuda: z.string().optional(),
  capacity: z.number(),
  allocatable: z.number(),
  holders: z.array(z.object({ pod: z.string(), functionName: z.string().optional(), gpus: z.number() })),
  observedAt: z.string().optional(),
  source: sourceSchema.optional(),
});
export type GpuCardRow = z.infer<typeof gpuCardRowSchema>;

import { z } from 'zod';
import { momentSchema } from '@/lib/domain/api-v1/page';

const tone = z.enum(['ok', 'warn', 'bad', 'off', 'unknown']).describe('How the state is to be taken.');

/** A pod. */
export const apiPodSchema = z
  .object({
    namespace: z.string(),
    name: z.string(),
    workload: z.string(),
    workloadKind: z.string(),
    node: z.string().optional(),
    state: z.string().describe('In one word, as Kubernetes has it: Running, CrashLoopBackOff, CreateContainerConfigError …'),
    tone,
    message: z.string().optional(),
    ready: z.string().describe('Ready containers of all, as `1/2`.'),
    restarts: z.number().int().min(0),
    lastRestartAt: momentSchema.optional(),
    createdAt: momentSchema,
    images: z.array(z.string()),
    finding: z.string().optional(),
  })
  .describe('A pod.');
export type ApiPod = z.infer<typeof apiPodSchema>;

/** A Deployment, StatefulSet or DaemonSet. */
export const apiWorkloadSchema = z
  .object({
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    tone,
    ready: z.number().int().min(0),
    desired: z.number().int().min(0),
    restarts: z.number().int().min(0),
    images: z.array(z.string()),
    revision: z.number().int().optional(),
    changedBy: z.string().optional(),
    changedAt: momentSchema.optional(),
    finding: z.string().optional(),
  })
  .describe('A Deployment, StatefulSet or DaemonSet.');
export type ApiWorkload = z.infer<typeof apiWorkloadSchema>;

export const podQuerySchema = z.object({
  namespace: z.string().max(253).optional(),
  workload: z.string().max(253).optional(),
});
export const workloadQuerySchema = podQuerySchema.pick({ namespace: true });

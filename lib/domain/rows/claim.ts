import { z } from 'zod';
import { sourceSchema } from '@/lib/domain/part';

/** One claim: level, source and age, trend, room to grow. */
export const claimRowSchema = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** Short name for people: the claim's name without release prefix. */
  label: z.string(),
  usedBy: z.string().optional(),
  node: z.string().optional(),
  phase: z.string(),
  usedBytes: z.number().optional(),
  capacityBytes: z.number().optional(),
  inodesPercent: z.number().optional(),
  requestedBytes: z.number(),
  missing: z.string().optional(),
  missingRight: z.string().optional(),
  sharesNodeDisk: z.boolean(),
  /** The disk the figures are of, where `others` claims lie on it too, some by their labels. Rows with the same `id` show one level. */
  disk: z.object({ id: z.string(), kind: z.enum(['node', 'export']), place: z.string(), others: z.number(), with: z.array(z.string()) }).optional(),
  /** What would read the level better, and what is in the way. */
  better: z.object({ kind: z.literal('kubelet'), obstacle: z.enum(['denied', 'unreachable', 'untrusted', 'mute']), right: z.string().optional() }).optional(),
  /** Not a level: what the storage counts at most, where nothing could be measured. */
  atMost: z.object({ usedBytes: z.number(), capacityBytes: z.number(), source: sourceSchema, observedAt: z.string() }).optional(),
  source: sourceSchema.optional(),
  observedAt: z.string().optional(),
  tone: z.enum(['ok', 'warn', 'bad', 'unknown']),
  bytesPerHour: z.number().optional(),
  fullAt: z.string().optional(),
  fullEarliestAt: z.string().optional(),
  fullLatestAt: z.string().optional(),
  /** Largest size the storage would admit, each claim alone; absent = not known. */
  canGrowToBytes: z.number().optional(),
  growthLimitedBy: z.enum(['longhorn', 'not-expandable', 'unlimited', 'unknown']),
  /** KVRocks only. */
  composition: z
    .object({ liveBytes: z.number(), archiveBytes: z.number(), restBytes: z.number(), freeBytes: z.number(), liveFiles: z.number().optional() })
    .optional(),
  findingId: z.string().optional(),
});
export type ClaimRow = z.infer<typeof claimRowSchema>;

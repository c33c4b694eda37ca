import { z } from 'zod';

/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime().describe('A moment, ISO 8601 in UTC.');

/** How old an answer is: unknown is not zero and not healthy, so every answer says it. */
export const freshnessSchema = z.object({
  at: momentSchema.describe('When this was answered, by the cluster’s clock.'),
  live: z.boolean().describe('Whether the Kubernetes API server answers now. While it does not, what follows is as it was at asOf.'),
  asOf: momentSchema.optional().describe('The moment up to which the cluster’s data is known to have been right; absent until it was read once.'),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/** One page of rows. Nothing is cut off in silence: `total` counts them all. */
export function pageOf<T extends z.ZodType>(row: T) {
  return freshnessSchema.extend({
    total: z.number().int().min(0).describe('Rows that fit the query, on all pages.'),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1),
    rows: z.array(row),
  });
}

/** Most rows one answer holds. */
export const MOST_ROWS = 1000;

/** Which page is wanted. */
export const pageQuerySchema = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('Rows to skip.'),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(100).describe('Rows to answer.'),
});

/** Where a value was read. */
export const sourceSchema = z
  .object({ kind: z.string().describe('api-server, kubelet, exec, kvrocks, cvat, nuclio, longhorn, helm, ledger or loupe.'), detail: z.string().optional() })
  .describe('Where a value was read.');

/** An object of the cluster, or a thing Loupe names like one. */
export const subjectSchema = z.object({ kind: z.string(), namespace: z.string().optional(), name: z.string() });

import { z } from 'zod';
import { platformNames } from '@/lib/domain/discovery/platform-parts';
import { textSchema } from '@/lib/domain/text-schema';

/** A release that was seen, to be opened. Its texts are the cluster's. */
export const candidateRowSchema = z.object({
  /** `namespace/release`. */
  id: z.string(),
  namespace: z.string(),
  release: z.string(),
  foundBy: z.enum(['helm', 'labels', 'image', 'environment']),
  deployment: z.string(),
  chart: z.object({ name: z.string(), version: z.string() }).optional(),
  appVersion: z.string().optional(),
  isOpen: z.boolean(),
});
export type CandidateRow = z.infer<typeof candidateRowSchema>;

/**
 * GET /api/discovery: which installations there are, which one is open and why, and what the cluster has beside it. `choice` is `looking` until the
 * first look was answered; `none` and `several` wait for somebody.
 */
export const discoveryViewSchema = z.object({
  cluster: z.string(),
  /** False where neither a kubeconfig nor a service account was given. */
  hasCluster: z.boolean(),
  choice: z.enum(['open', 'looking', 'none', 'several']),
  open: z
    .object({
      namespace: z.string(),
      release: z.string(),
      nuclioNamespace: z.string(),
      nuclioProject: z.string(),
      by: z.enum(['environment', 'person', 'only-candidate']),
      /** False where the last look did not show it: gone, or out of sight. */
      isSeen: z.boolean(),
    })
    .optional(),
  /** What LOUPE_NAMESPACE and LOUPE_RELEASE say. Both: nothing is to be chosen here. */
  pinned: z.object({ namespace: z.string().optional(), release: z.string().optional() }),
  candidates: z.array(candidateRowSchema),
  search: z.object({
    /** When the last look was answered, ISO. */
    at: z.string().optional(),
    /** Namespaces that were looked at; absent means all. */
    namespaces: z.array(z.string()).optional(),
    /** Why the latest look was not answered: Loupe goes on trying. */
    failure: textSchema.optional(),
    missingRights: z.array(z.string()),
  }),
  platform: z.array(
    z.object({
      name: z.enum(platformNames),
      state: z.enum(['there', 'absent', 'unknown']),
      detail: z.string().optional(),
      missingRight: z.string().optional(),
    }),
  ),
});
export type DiscoveryView = z.infer<typeof discoveryViewSchema>;

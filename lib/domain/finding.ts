import { z } from 'zod';
import { sourceSchema } from '@/lib/domain/part';
import { resourceRefSchema } from '@/lib/domain/resource-ref';
import { textSchema } from '@/lib/domain/text-schema';

export const severitySchema = z.enum(['critical', 'warning', 'info']);
export type Severity = z.infer<typeof severitySchema>;

/**
 * One thing that was observed: what, the value, what was expected, where it was read and when. `label` is a key under `evidence.` of the
 * catalogue; `observed` is a value of the cluster, shown in monospace as text. `bad` marks the value that breaks the chain.
 */
export const evidenceSchema = z.object({
  label: z.string(),
  observed: z.string(),
  expected: z.string().optional(),
  bad: z.boolean().optional(),
  source: sourceSchema,
  at: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One link of the chain of facts, in causal order. Only one link is `broken`; what comes after it `follows`. */
export const chainLinkSchema = z.object({
  label: textSchema,
  value: textSchema,
  state: z.enum(['good', 'broken', 'follows', 'unknown', 'not-applicable']),
});
export type ChainLink = z.infer<typeof chainLinkSchema>;

/** What a check says it found. `discriminator` tells two findings of one check on one subject apart. */
export const findingDraftSchema = z.object({
  checkId: z.string(),
  subject: resourceRefSchema,
  discriminator: z.string().optional(),
  severity: severitySchema,
  /** The h1: fact, number, place. */
  title: textSchema,
  /** One or two sentences: why, and what it means for people. */
  summary: textSchema,
  /** At least one. */
  evidence: z.array(evidenceSchema).min(1),
  chain: z.array(chainLinkSchema).optional(),
  /** What would make it false. */
  falseIf: textSchema,
  /** Subject of another finding that explains this one (same `kind/namespace/name`); with `check` if only that check's finding does. */
  causedBy: z.object({ subject: resourceRefSchema, checkId: z.string().optional() }).optional(),
  /** When the state began, if the cluster says so; else the first time Loupe saw it counts. */
  since: z.string().optional(),
  /** Values remediations start from, for instance `{ container: 'cvat-backend' }`. Never secrets. */
  hints: z.record(z.string(), z.string()).optional(),
});
export type FindingDraft = z.infer<typeof findingDraftSchema>;

/** A finding over its life. */
export interface Finding extends FindingDraft {
  readonly id: string;
  readonly fingerprint: string;
  readonly firstSeenAt: string;
  readonly confirmedAt?: string;
  readonly lastSeenAt: string;
  readonly resolvedAt?: string;
}

/** Identity of a finding across passes: check, subject, discriminator. The subject's uid does not count. */
export function fingerprintOf(draft: Pick<FindingDraft, 'checkId' | 'subject' | 'discriminator'>): string {
  const { subject } = draft;
  return [draft.checkId, subject.kind, subject.namespace ?? '', subject.name, draft.discriminator ?? ''].join('|');
}

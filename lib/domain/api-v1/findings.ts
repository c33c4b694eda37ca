import { z } from 'zod';
import { momentSchema, sourceSchema, subjectSchema } from '@/lib/domain/api-v1/page';
import { severitySchema } from '@/lib/domain/finding';

/** One observed value and what was expected of it. */
export const apiEvidenceSchema = z.object({
  label: z.string(),
  observed: z.string().describe('As the cluster wrote it: text, never markup.'),
  expected: z.string().optional(),
  source: sourceSchema,
  at: momentSchema,
});

/** What a check found. */
export const apiFindingSchema = z
  .object({
    id: z.string(),
    fingerprint: z.string().describe('The same for every finding of this check on this subject, also later ones.'),
    check: z.string(),
    severity: severitySchema,
    subject: subjectSchema,
    title: z.string(),
    summary: z.string(),
    impact: z.string(),
    falseIf: z.string().describe('What would make it false.'),
    evidence: z.array(apiEvidenceSchema),
    since: momentSchema,
    lastSeenAt: momentSchema,
    resolvedAt: momentSchema.optional().describe('Set once its check no longer found it on fresh data.'),
    stale: z.boolean().describe('Its source fell silent: this is how it was.'),
    causedBy: z.string().optional().describe('Id of the finding this one follows from.'),
    remediations: z.array(z.string()).describe('Repairs that answer it.'),
    run: z.string().optional().describe('Id of the run that works on it now.'),
  })
  .describe('What a check found.');
export type ApiFinding = z.infer<typeof apiFindingSchema>;

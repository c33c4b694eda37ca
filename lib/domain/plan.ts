import { z } from 'zod';
import { operationSchema } from '@/lib/domain/operation';
import { resourceRefSchema } from '@/lib/domain/resource-ref';
import { textSchema } from '@/lib/domain/text-schema';

export const riskSchema = z.enum(['low', 'disruptive', 'destructive']);
export type Risk = z.infer<typeof riskSchema>;

/** One right on the API server, as RBAC writes it. */
export const rbacRuleSchema = z.object({ apiGroup: z.string(), resource: z.string(), verbs: z.array(z.string()).min(1), namespaced: z.boolean() });
export type RbacRule = z.infer<typeof rbacRuleSchema>;

export const plannedStepSchema = z.object({
  /** Stable within the plan: `patch`, `wait`, `patch-2` … */
  id: z.string(),
  title: textSchema,
  operation: operationSchema,
});
export type PlannedStep = z.infer<typeof plannedStepSchema>;

/** What a remediation intends, as plain data. The digest of its canonical JSON is what a person confirms. */
export const planSchema = z.object({
  remediationId: z.string(),
  /** Fingerprint and check of the finding it answers; verification repeats this check. Undo plans carry the original's. */
  fingerprint: z.string(),
  checkId: z.string(),
  /** What the lock is taken on. */
  target: resourceRefSchema,
  title: textSchema,
  summary: textSchema,
  risk: riskSchema,
  steps: z.array(plannedStepSchema).min(1),
  cost: z.object({
    /** What restarts, what is without service for how long, whose running work is lost. */
    restarts: textSchema,
    outage: textSchema,
    runningWork: textSchema.optional(),
    /** `possible` makes undo a planned run of its own; otherwise the text says what is lost. */
    undo: z.object({ possible: z.boolean(), text: textSchema }),
    lasts: textSchema,
  }),
  /** The lasting counterpart: where to write it so that the next upgrade keeps it. Copyable text. */
  lasting: z.object({ text: textSchema, snippet: z.string().optional() }).optional(),
  /** The same by hand: kubectl lines, copyable. */
  byHand: z.array(z.string()),
  rbac: z.array(rbacRuleSchema),
  /** Destructive plans ask to type this (the target's name). */
  confirm: z.string().optional(),
  /** Kept facts the undo needs, for instance a function's spec. Never secrets. */
  kept: z.json().optional(),
  warnings: z.array(textSchema),
  /** What verification waits for, in seconds, before it says "did not hold". */
  verifyWithinSeconds: z.number().int().positive(),
  /** True for an undo: verification then asks that the old state is back (the steps' own effects), not that the finding is gone. */
  isUndo: z.boolean().optional(),
});
export type Plan = z.infer<typeof planSchema>;

/** Why no plan can be made now, for the operator. */
export interface NotPossible {
  readonly notPossible: Text_;
}
type Text_ = z.infer<typeof textSchema>;

/** What the API server's dry run answered, per step. `simulated: false` = this kind of step has no dry run (CVAT, Nuclio, KVRocks). */
export const previewSchema = z.object({
  steps: z.array(
    z.object({
      stepId: z.string(),
      simulated: z.boolean(),
      /** Unified lines of the object as YAML: ' ' same, '+' new, '-' gone. */
      diff: z.array(z.object({ op: z.enum([' ', '+', '-']), line: z.string() })),
      object: z.string().optional(),
      warnings: z.array(z.string()),
      /** Set when the dry run was refused: then the plan cannot be submitted. */
      refused: textSchema.optional(),
      /** The refusal says that the object changed between the plan and its dry run: a plan made now may pass. */
      outdated: z.boolean().optional(),
    }),
  ),
  /** Whether each needed right is held, from SelfSubjectAccessReview. */
  rights: z.array(z.object({ rule: rbacRuleSchema, held: z.enum(['yes', 'no', 'unknown']) })),
});
export type Preview = z.infer<typeof previewSchema>;

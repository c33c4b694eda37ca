import { z } from 'zod';

/** The object an operation changes, exactly as it was when planned. */
export const targetSchema = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  /** Hash of everything but the status. Where it is there, the plan is bound to it: a status that ticks does not outdate a plan, a changed spec does. */
  content: z.string().optional(),
});
export type Target = z.infer<typeof targetSchema>;

const seconds = z.number().int().positive();
const names = { namespace: z.string(), name: z.string() };
const store = { namespace: z.string(), pod: z.string(), container: z.string() };

/**
 * The closed vocabulary of what a run can do, as data. A plan lists these; the preview dry-runs them; the executor carries out exactly
 * them: so what runs is what was shown. One file per kind in lib/remediations/steps/ holds its preview, its execution and how to find out
 * after a crash whether it happened.
 */
export const operationSchema = z.discriminatedUnion('kind', [
  /** Patch with the target's uid and resourceVersion as preconditions. */
  z.object({ kind: z.literal('patch-object'), target: targetSchema, patchType: z.enum(['json', 'merge', 'strategic']), body: z.json() }),
  z.object({ kind: z.literal('delete-object'), target: targetSchema, propagation: z.enum(['Foreground', 'Background', 'Orphan']) }),
  z.object({
    kind: z.literal('wait-rollout'),
    workload: z.object({ kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']), ...names }),
    timeoutSeconds: seconds,
  }),
  z.object({ kind: z.literal('wait-claim-capacity'), ...names, bytes: z.string(), timeoutSeconds: seconds }),
  z.object({ kind: z.literal('wait-function-state'), ...names, states: z.array(z.string()), timeoutSeconds: seconds }),
  z.object({ kind: z.literal('wait-function-gone'), ...names, timeoutSeconds: seconds }),
  /** DELETE /api/functions with the planned resourceVersion. */
  z.object({ kind: z.literal('delete-function'), ...names, resourceVersion: z.string() }),
  /** POST /api/functions from a kept spec. */
  z.object({ kind: z.literal('create-function'), ...names, metadata: z.json(), spec: z.json() }),
  /** PATCH desiredState ready. */
  z.object({ kind: z.literal('start-function'), ...names, resourceVersion: z.string() }),
  /** PUT with a complete spec and neverBuild. */
  z.object({ kind: z.literal('update-function'), ...names, resourceVersion: z.string(), metadata: z.json(), spec: z.json() }),
  /** Ask the function's running pod whether CUDA works now. */
  z.object({ kind: z.literal('ask-cuda'), ...names, timeoutSeconds: seconds }),
  z.object({ kind: z.literal('kvrocks-purge-archive'), ...store, minAgeMinutes: z.number().int().min(1), skipBelowPercent: z.number().optional() }),
  z.object({ kind: z.literal('kvrocks-await-writes'), ...store, timeoutSeconds: seconds }),
  z.object({ kind: z.literal('kvrocks-compact'), ...store, timeoutSeconds: seconds, skipBelowPercent: z.number().optional() }),
  z.object({ kind: z.literal('kvrocks-flush'), ...store, skipBelowPercent: z.number().optional() }),
]);
export type Operation = z.infer<typeof operationSchema>;
export type OperationKind = Operation['kind'];
export type OperationOf<K extends OperationKind> = Extract<Operation, { kind: K }>;

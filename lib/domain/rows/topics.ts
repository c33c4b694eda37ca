import { z } from 'zod';
import { chainLinkSchema, evidenceSchema, severitySchema } from '@/lib/domain/finding';
import { sourceSchema } from '@/lib/domain/part';
import { rbacRuleSchema, riskSchema } from '@/lib/domain/plan';
import { resourceRefSchema } from '@/lib/domain/resource-ref';
import { claimRowSchema } from '@/lib/domain/rows/claim';
import { gpuCardRowSchema, gpuRowSchema } from '@/lib/domain/rows/gpu';
import { stepRecordSchema, verificationSchema } from '@/lib/domain/run';
import { textSchema } from '@/lib/domain/text-schema';

/**
 * The rows pages are made of: small plain objects, never Kubernetes objects. One definition for the server that makes them, the GET routes
 * that answer them, the event stream that patches them and the views that draw them. Every row has an `id`, unique within its topic.
 */

const offerSchema = z.object({
  remediationId: z.string(),
  /** Name and one line of what it does: keys of the catalogue. */
  name: textSchema,
  effect: textSchema,
  risk: riskSchema,
  undoable: z.boolean(),
  /** The one safest next step of this finding. */
  primary: z.boolean(),
  /** Not usable now, and why: right missing, source silent, remediation off, running. */
  blocked: textSchema.optional(),
  fields: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(['text', 'quantity', 'address', 'switch', 'choice']),
        choices: z.array(z.string()).optional(),
        optional: z.boolean().optional(),
      }),
    )
    .optional(),
  needs: z.array(rbacRuleSchema),
});
export type Offer = z.infer<typeof offerSchema>;

export const findingRowSchema = z.object({
  id: z.string(),
  fingerprint: z.string(),
  checkId: z.string(),
  checkName: textSchema,
  impact: textSchema,
  severity: severitySchema,
  subject: resourceRefSchema,
  title: textSchema,
  summary: textSchema,
  evidence: z.array(evidenceSchema),
  chain: z.array(chainLinkSchema).optional(),
  falseIf: textSchema,
  since: z.string(),
  lastSeenAt: z.string(),
  resolvedAt: z.string().optional(),
  /** Its source went silent: shown as it was. */
  stale: z.boolean(),
  /** Ids of findings this one follows from / explains. Causes stand on Now; effects fold under them. */
  causeId: z.string().optional(),
  effectIds: z.array(z.string()),
  offers: z.array(offerSchema),
  /** A run that works on it now. */
  runId: z.string().optional(),
});
export type FindingRow = z.infer<typeof findingRowSchema>;

export const runRowSchema = z.object({
  id: z.string(),
  planId: z.string(),
  findingId: z.string().optional(),
  remediationId: z.string(),
  title: textSchema,
  target: resourceRefSchema,
  actorName: z.string(),
  reason: z.string().optional(),
  status: z.enum(['running', 'verifying', 'verified', 'did-not-hold', 'failed', 'refused', 'denied', 'interrupted', 'unknown', 'undone']),
  steps: z.array(stepRecordSchema),
  verification: verificationSchema.optional(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  canStop: z.boolean(),
  canUndo: z.boolean(),
  undoOfRunId: z.string().optional(),
  undoneByRunId: z.string().optional(),
  intentSeq: z.number().optional(),
  outcomeSeq: z.number().optional(),
});
export type RunRow = z.infer<typeof runRowSchema>;

export const podRowSchema = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  workload: z.string(),
  workloadKind: z.string(),
  node: z.string().optional(),
  /** State in words (`Running`, `CreateContainerConfigError` …) and its tone. */
  state: z.string(),
  tone: z.enum(['ok', 'warn', 'bad', 'off', 'unknown']),
  /** The kubelet's reason sentence where there is one. */
  message: z.string().optional(),
  ready: z.string(),
  restarts: z.number(),
  lastRestartAt: z.string().optional(),
  createdAt: z.string(),
  containers: z.array(z.object({ name: z.string(), image: z.string(), init: z.boolean(), hasPrevious: z.boolean() })),
  findingId: z.string().optional(),
});
export type PodRow = z.infer<typeof podRowSchema>;

export const workloadRowSchema = z.object({
  id: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  tone: z.enum(['ok', 'warn', 'bad', 'off', 'unknown']),
  ready: z.number(),
  desired: z.number(),
  restarts: z.number(),
  images: z.array(z.string()),
  revision: z.number().optional(),
  changedBy: z.string().optional(),
  changedAt: z.string().optional(),
  podIds: z.array(z.string()),
  findingId: z.string().optional(),
});
export type WorkloadRow = z.infer<typeof workloadRowSchema>;

/** What annotators read. `public` rows hold no cluster internals: no namespace, pod, node, image or message of the cluster. */
export const modelRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** detector, interactor, tracker, reid or unknown. */
  kind: z.string(),
  state: z.enum(['ready', 'warming-up', 'busy', 'broken', 'off', 'unknown']),
  since: z.string().optional(),
  /** How it computes, and whether that was proven in the pod. */
  compute: z.enum(['gpu-proven', 'gpu-expected', 'cpu-instead-of-gpu', 'cpu', 'unknown']),
  provenAt: z.string().optional(),
  typicalSeconds: z.number().optional(),
  usualSeconds: z.number().optional(),
  labels: z.array(z.string()),
  /** What is being done, by whom: `{actor} is putting the GPU back`. */
  work: textSchema.optional(),
  /** Another ready model that knows the same labels. */
  instead: z.string().optional(),
  reason: textSchema.optional(),
  /** Signed-in people only: the function and its finding. */
  functionName: z.string().optional(),
  findingId: z.string().optional(),
});
export type ModelRow = z.infer<typeof modelRowSchema>;

export type { ClaimRow } from '@/lib/domain/rows/claim';
export type { GpuCardRow, GpuRow } from '@/lib/domain/rows/gpu';

/** One part of the live map. */
export const mapNodeRowSchema = z.object({
  id: z.string(),
  group: z.enum(['web', 'work', 'stores', 'models', 'analytics', 'outside']),
  label: z.string(),
  tone: z.enum(['ok', 'warn', 'bad', 'unknown']),
  findingId: z.string().optional(),
});
export type MapNodeRow = z.infer<typeof mapNodeRowSchema>;

/** One source of facts: reached how, how old, or what is missing. */
export const sourceRowSchema = z.object({
  id: z.string(),
  name: textSchema,
  source: sourceSchema,
  state: z.enum(['live', 'stale', 'denied', 'unreachable', 'not-configured', 'starting']),
  asOf: z.string().optional(),
  deadlineSeconds: z.number(),
  missingRight: z.string().optional(),
  objects: z.number().optional(),
  detail: textSchema.optional(),
});
export type SourceRow = z.infer<typeof sourceRowSchema>;

export const checkRowSchema = z.object({
  id: z.string(),
  name: textSchema,
  area: z.string(),
  outcome: z.enum(['ok', 'not-applicable', 'found', 'unknown', 'error', 'waiting']),
  reason: textSchema.optional(),
  at: z.string().optional(),
});
export type CheckRow = z.infer<typeof checkRowSchema>;

export const changeRowSchema = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(['object', 'event', 'finding-opened', 'finding-resolved', 'run', 'source']),
  subject: resourceRefSchema,
  text: textSchema,
  tone: z.enum(['ok', 'warn', 'bad', 'plain']),
  by: z.string().optional(),
  href: z.string().optional(),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;

/** The page's own head: how things are, and how old that is. One row with id `now`. */
export const headRowSchema = z.object({
  id: z.literal('now'),
  cluster: z.string(),
  /** Absent until an installation is found or chosen. */
  namespace: z.string().optional(),
  release: z.string().optional(),
  chartVersion: z.string().optional(),
  cvatVersion: z.string().optional(),
  nuclioVersion: z.string().optional(),
  kubernetes: z.string().optional(),
  /** The API server's data: live until its deadline passes, live again only after a real re-sync. */
  live: z.boolean(),
  asOf: z.string().optional(),
  critical: z.number(),
  warning: z.number(),
  info: z.number(),
  checksPassed: z.number(),
  checksUnknown: z.number(),
  checksTotal: z.number(),
  lastPassAt: z.string().optional(),
  pods: z.number().optional(),
  podsNotReady: z.number().optional(),
  modelsReady: z.number().optional(),
  modelsTotal: z.number().optional(),
  gpuGood: z.number().optional(),
  gpuTotal: z.number().optional(),
  fullestPercent: z.number().optional(),
  lab: z.boolean(),
});
export type HeadRow = z.infer<typeof headRowSchema>;

/** Every topic and its row. The GET route of topic T answers `{ seq, rows, asOf }`; the stream sends `{ topic, seq, changed, gone }`. */
export const topicSchemas = {
  head: headRowSchema,
  findings: findingRowSchema,
  runs: runRowSchema,
  pods: podRowSchema,
  workloads: workloadRowSchema,
  claims: claimRowSchema,
  models: modelRowSchema,
  gpu: gpuRowSchema,
  'gpu-cards': gpuCardRowSchema,
  map: mapNodeRowSchema,
  sources: sourceRowSchema,
  checks: checkRowSchema,
  changes: changeRowSchema,
} as const;
export type Topic = keyof typeof topicSchemas;
export type RowOf<T extends Topic> = z.infer<(typeof topicSchemas)[T]>;

/** Answer of GET /api/topics/<topic>. */
export interface TopicPage<T extends Topic> {
  readonly topic: T;
  readonly seq: number;
  readonly asOf: string;
  readonly rows: readonly RowOf<T>[];
}

/** One event of the stream. `seq` follows on the last; on a gap the client reads the topic again. */
export interface TopicChange<T extends Topic = Topic> {
  readonly topic: T;
  readonly seq: number;
  readonly changed: readonly RowOf<T>[];
  readonly gone: readonly string[];
}

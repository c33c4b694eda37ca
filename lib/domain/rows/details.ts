import { z } from 'zod';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import type { Evidence } from '@/lib/domain/finding';
import type { Installation, Thresholds } from '@/lib/domain/installation';
import { planSchema, previewSchema, type RbacRule, type Risk } from '@/lib/domain/plan';
import type { SampleStats } from '@/lib/domain/ports/stores';
import { changeRowSchema, type FindingRow, type RunRow, runRowSchema } from '@/lib/domain/rows/topics';
import type { Text } from '@/lib/domain/text';

/** GET /api/claims/<namespace>/<name>/history?hours=48: samples, oldest first, and what happened on the same time axis. */
export const claimHistorySchema = z.object({
  samples: z.array(
    z.object({
      at: z.string(),
      usedBytes: z.number(),
      capacityBytes: z.number(),
      liveBytes: z.number().optional(),
      archiveBytes: z.number().optional(),
      restBytes: z.number().optional(),
    }),
  ),
  marks: z.array(z.object({ from: z.string(), to: z.string().optional(), kind: z.enum(['inference', 'compaction', 'run', 'growth']), label: z.string() })),
});
export type ClaimHistory = z.infer<typeof claimHistorySchema>;

/** GET /api/plans/<id>: the plan as it is shown before it is confirmed. */
export const planViewSchema = z.object({
  id: z.string(),
  digest: z.string(),
  findingId: z.string().optional(),
  /** What was chosen before planning: the page plans again with it when the world has moved. */
  input: z.record(z.string(), z.json()).optional(),
  plan: planSchema.omit({ kept: true }),
  preview: previewSchema,
  createdAt: z.string(),
  expiresAt: z.string(),
  runId: z.string().optional(),
  lastRuns: z.array(runRowSchema.pick({ id: true, status: true, actorName: true, startedAt: true, endedAt: true })),
});
export type PlanView = z.infer<typeof planViewSchema>;

/** GET /api/findings/<id>/around: what happened around it. */
export const aroundSchema = z.object({ from: z.string(), to: z.string(), changes: z.array(changeRowSchema) });
export type Around = z.infer<typeof aroundSchema>;

/** GET /api/pods/<namespace>/<name>/log?container=&previous=&tail=. Lines are plain text without control characters. */
export const podLogSchema = z.object({ lines: z.array(z.string()), truncated: z.boolean(), observedAt: z.string() });
export type PodLog = z.infer<typeof podLogSchema>;

/** GET /api/pods/<namespace>/<name>/events. */
export const podEventsSchema = z.object({
  events: z.array(z.object({ type: z.string(), reason: z.string(), message: z.string(), count: z.number(), lastAt: z.string() })),
});
export type PodEvents = z.infer<typeof podEventsSchema>;

/** GET /api/findings/<id>: open or resolved, with earlier findings of the same kind on the same subject. */
export interface FindingDetail {
  readonly finding: FindingRow;
  readonly earlier: readonly { readonly id: string; readonly since: string; readonly resolvedAt?: string }[];
}

/** GET /api/runs/<id>. */
export interface RunDetail {
  readonly run: RunRow;
  readonly plan: PlanView;
  readonly evidence: { readonly before: readonly Evidence[]; readonly after?: readonly Evidence[] };
}

/** GET /api/audit?event=&outcome=&actor=&target=&remediationId=&runId=&from=&to=&text=&offset=&limit=: newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  /** Result of the last check of the whole chain. */
  readonly chain: { readonly state: 'verified' | 'broken' | 'not-checked'; readonly count?: number; readonly firstBadSeq?: number; readonly at?: string };
}

/** GET /api/settings. */
export interface SettingsView {
  /** Without namespace and release until one is found or chosen. */
  readonly installation: Pick<Installation, 'cluster'> &
    Partial<Installation> & { readonly lab: boolean; readonly publicModels: boolean; readonly version: string };
  readonly thresholds: Thresholds;
  readonly defaultThresholds: Thresholds;
  readonly remediations: readonly {
    readonly id: string;
    readonly name: Text;
    readonly effect: Text;
    readonly risk: Risk;
    readonly resolves: readonly string[];
    /** Part of this installation at all: decided where Loupe was deployed. */
    readonly installed: boolean;
    readonly enabled: boolean;
    readonly undoable: boolean;
    readonly rights: readonly { readonly rule: RbacRule; readonly held: 'yes' | 'no' | 'unknown' }[];
  }[];
  /** Rights Loupe needs to see: what it reads, and whether it may. */
  readonly readRights: readonly { readonly rule: RbacRule; readonly held: 'yes' | 'no' | 'unknown' }[];
  /** The fill levels kept so far. */
  readonly samples: SampleStats;
}

import type { Actor } from '@/lib/domain/actor';
import type { AuditDraft, AuditEntry } from '@/lib/domain/audit-entry';
import type { InstallationName } from '@/lib/domain/discovery/choose-installation';
import type { Evidence, Finding, FindingDraft } from '@/lib/domain/finding';
import type { Plan, Preview } from '@/lib/domain/plan';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import type { ChangeRow } from '@/lib/domain/rows/topics';
import type { Outcome, StepRecord, Verification } from '@/lib/domain/run';
import type { Text } from '@/lib/domain/text';

/** Writes are durable (fsynced) when the promise resolves; throws `ledger-unwritable` otherwise. */
export interface Ledger {
  append(draft: AuditDraft): Promise<AuditEntry>;
  find(filter: AuditFilter): Promise<{ readonly entries: readonly AuditEntry[]; readonly total: number }>;
  /** Every entry in order, in pages, for export and verification. */
  pages(filter: AuditFilter, pageSize?: number): AsyncIterable<readonly AuditEntry[]>;
  verify(): Promise<{ readonly ok: true; readonly count: number } | { readonly ok: false; readonly firstBadSeq: number; readonly reason: string }>;
}

export interface AuditFilter {
  readonly event?: string;
  readonly outcome?: string;
  readonly actor?: string;
  readonly target?: string;
  readonly remediationId?: string;
  readonly runId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly offset?: number;
  readonly limit?: number;
}

export interface FindingStore {
  /**
   * From now on everything here is about this installation, or about none: its open findings are as they were left. What is open in another one stays
   * open there, unseen.
   */
  turnTo(installation: InstallationName | undefined): Promise<void>;
  /** Open findings (resolvedAt unset), confirmed or not. */
  listOpen(): Promise<readonly Finding[]>;
  get(id: string): Promise<Finding | undefined>;
  listRecent(fingerprint: string, limit: number): Promise<readonly Finding[]>;
  /** Confirmed ones that were open at some moment since then, for what happened around. Newest first. */
  listSince(from: string, limit: number): Promise<readonly Finding[]>;
  /** One pass of one check: opens, refreshes, confirms after tolerated misses, resolves what is no longer there. Answers what became visible or went. */
  record(
    checkId: string,
    drafts: readonly FindingDraft[],
    toleratedMisses: number,
    now: number,
  ): Promise<{ readonly confirmed: readonly Finding[]; readonly resolved: readonly Finding[] }>;
}

/** One reading of a fill level. Bytes. `at` is ISO. */
export interface SampleRecord {
  readonly at: string;
  readonly usedBytes: number;
  readonly capacityBytes: number;
  readonly inodesUsed?: number;
  readonly inodes?: number;
  /** KVRocks: bytes by kind. */
  readonly parts?: { readonly liveBytes: number; readonly archiveBytes: number; readonly restBytes: number };
}

/** What the kept samples amount to. */
export interface SampleStats {
  readonly rows: number;
  /** Never more rows than this are kept; the oldest of each resolution go first. */
  readonly maxRows: number;
  readonly series: number;
  /** Size of the whole database file, bytes: most of it is samples. */
  readonly databaseBytes: number;
  /** Finest first. Moments are ISO, absent where there are none. */
  readonly resolutions: readonly {
    readonly name: 'raw' | '10m' | '1h';
    readonly rows: number;
    readonly keptHours: number;
    readonly oldestAt?: string;
    readonly newestAt?: string;
  }[];
}

/**
 * Fill levels over time, by series (`namespace/claim`). Raw for 48 h, one per 10 minutes for 30 days, one per hour for a year; and no more rows than
 * a fixed number, however many claims there are.
 */
export interface SampleStore {
  add(series: string, sample: SampleRecord): Promise<void>;
  /** Oldest first, in the finest resolution that reaches back to `from`. */
  list(series: string, from: string): Promise<readonly SampleRecord[]>;
  /** Makes the coarser samples and drops what is past its age. */
  thin(now: number): Promise<void>;
  stats(): Promise<SampleStats>;
}

/** A change worth remembering. `what` is what a row needs besides: text, tone, by, href. */
export interface ChangeRecord {
  readonly id: string;
  readonly at: string;
  readonly kind: ChangeRow['kind'];
  readonly subject: ResourceRef;
  readonly text: Text;
  readonly tone: ChangeRow['tone'];
  readonly by?: string;
  readonly href?: string;
}

/** What changed in the cluster and in Loupe, kept for 90 days. */
export interface ChangeStore {
  add(change: Omit<ChangeRecord, 'id'>): Promise<ChangeRecord>;
  /** Newest first. */
  list(filter: { readonly from?: string; readonly to?: string; readonly limit: number }): Promise<readonly ChangeRecord[]>;
  thin(now: number): Promise<void>;
}

/** Settings changed on the page, by key. Values are parsed by whoever reads them. */
export interface SettingStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export interface PlanRecord {
  readonly id: string;
  readonly digest: string;
  readonly plan: Plan;
  readonly preview: Preview;
  readonly input: unknown;
  readonly actor: Actor;
  readonly findingId?: string;
  readonly undoOfRunId?: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface RunRecord {
  readonly id: string;
  readonly planId: string;
  readonly plan: Plan;
  readonly preview: Preview;
  readonly digest: string;
  readonly actor: Actor;
  readonly reason?: string;
  readonly status: 'running' | 'verifying' | Outcome;
  readonly steps: readonly StepRecord[];
  readonly verification?: Verification;
  readonly evidence: { readonly before: readonly Evidence[]; readonly after?: readonly Evidence[] };
  readonly undoOfRunId?: string;
  readonly undoneByRunId?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
}

export interface RunStore {
  savePlan(record: PlanRecord, targetKey: string): Promise<void>;
  getPlan(id: string): Promise<PlanRecord | undefined>;
  /** The run this plan has become, if it was submitted. */
  runOfPlan(planId: string): Promise<RunRecord | undefined>;
  /** Takes the target's lock and creates the run in one transaction. `busy` = another run holds the target; `exists` = this plan already has a run. */
  begin(
    run: RunRecord,
    targetKey: string,
  ): Promise<{ readonly kind: 'begun' } | { readonly kind: 'busy'; readonly runId: string } | { readonly kind: 'exists'; readonly run: RunRecord }>;
  update(id: string, change: Partial<Pick<RunRecord, 'status' | 'steps' | 'verification' | 'evidence' | 'endedAt'>>): Promise<RunRecord>;
  get(id: string): Promise<RunRecord | undefined>;
  listUnfinished(): Promise<readonly RunRecord[]>;
  list(filter: { readonly fingerprint?: string; readonly remediationId?: string; readonly limit: number }): Promise<readonly RunRecord[]>;
}

import type { Clock } from '@/lib/domain/clock';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { FindingStore, Ledger, RunStore } from '@/lib/domain/ports/stores';
import type { DryRunWriter, Writers } from '@/lib/domain/ports/writers';
import type { CheckOutcome } from '@/lib/domain/verdict';
import type { PlanContext, Remediation } from '@/lib/remediations/remediation';

/** Everything the run engine needs from outside. It is the only holder of `writers`. */
export interface EngineDeps {
  /** Every answer is read now, past all caches. */
  readonly readers: Readers;
  readonly dryRun: DryRunWriter;
  readonly writers: Writers;
  readonly exec: PodExec;
  readonly ledger: Ledger;
  readonly runs: RunStore;
  readonly findings: Pick<FindingStore, 'get'>;
  // biome-ignore lint/suspicious/noExplicitAny: remediations of different inputs; each parses its own with its schema.
  readonly remediations: readonly Remediation<any>[];
  /** Repeats one check on fresh reads of what it needs. */
  readonly recheck: (checkId: string) => Promise<CheckOutcome>;
  readonly clock: Clock;
  readonly context: () => Promise<Omit<PlanContext, 'clock'>>;
  /** Whether the remediation is switched on; false = Loupe only observes it. Absent = all are on. */
  readonly enabled?: (remediationId: string) => Promise<boolean>;
  readonly newId: () => string;
  /** For what has no reader: a run that could not even be recorded as failed. */
  readonly onFault?: (error: unknown, runId: string) => void;
  /** Called at each boundary by name; tests end the process there. */
  readonly failpoint?: (name: string) => Promise<void>;
}

/** How long a plan may be submitted after it was made. */
export const PLAN_LIFETIME_MINUTES = 15;

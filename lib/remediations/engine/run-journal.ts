import type { AuditDraft } from '@/lib/domain/audit-entry';
import { toIso } from '@/lib/domain/clock';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { refKey } from '@/lib/domain/resource-ref';
import type { Outcome, StepRecord } from '@/lib/domain/run';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';

type Change = Parameters<EngineDeps['runs']['update']>[1];

/** One run's record while it goes on: writes to the store first, to the ledger where it matters, then tells the listeners. */
export class RunJournal {
  private current: RunRecord;

  constructor(
    private readonly deps: Pick<EngineDeps, 'runs' | 'ledger' | 'clock'>,
    run: RunRecord,
    private readonly announce: (run: RunRecord) => void,
  ) {
    this.current = run;
  }

  get run(): RunRecord {
    return this.current;
  }

  async change(change: Change): Promise<void> {
    this.current = await this.deps.runs.update(this.current.id, change);
    this.announce(this.current);
  }

  /** Changes one step's record. The moments of its start and end are set by its state. */
  async step(id: string, change: Partial<StepRecord>): Promise<void> {
    const now = toIso(this.deps.clock.now());
    const steps = this.current.steps.map((step) => {
      if (step.id !== id) return step;
      const began = change.state === 'running' && step.startedAt === undefined ? { startedAt: now } : {};
      const isOver = change.state !== undefined && change.state !== 'running' && change.state !== 'waiting';
      if (!isOver) return { ...step, ...began, ...change };
      // How far it was is no longer true once it is over.
      const { note: _, ...rest } = step;
      return { ...rest, endedAt: now, ...change };
    });
    await this.change({ steps });
  }

  /** Marks the run that this one has taken back, and tells the listeners of it too. */
  async markUndone(runId: string): Promise<void> {
    this.announce(await this.deps.runs.update(runId, { status: 'undone' }));
  }

  /** Appends to the ledger; throws `ledger-unwritable`, and then nothing more may be done. */
  async record(draft: Pick<AuditDraft, 'event' | 'outcome' | 'detail'> & Partial<Pick<AuditDraft, 'actor' | 'reason'>>): Promise<void> {
    const { run } = this;
    await this.deps.ledger.append({
      actor: run.actor,
      target: refKey(run.plan.target),
      remediationId: run.plan.remediationId,
      runId: run.id,
      planDigest: run.digest,
      ...draft,
    });
  }

  /** Ends the run: first in the ledger, so that no ended run lacks its outcome there, then in the store. */
  async finish(outcome: Outcome, detail: Record<string, unknown>, change: Change = {}): Promise<void> {
    const endedAt = toIso(this.deps.clock.now());
    const seconds = Math.round((Date.parse(endedAt) - Date.parse(this.current.startedAt)) / 1000);
    const evidence = change.evidence ?? this.current.evidence;
    await this.record({
      event: 'run-outcome',
      outcome,
      detail: { ...detail, seconds, steps: this.current.steps.map(durationOf), before: evidence.before, ...(evidence.after && { after: evidence.after }) },
    });
    await this.change({ ...change, status: outcome, endedAt });
  }
}

function durationOf({ id, state, startedAt, endedAt }: StepRecord) {
  const seconds = startedAt && endedAt ? { seconds: Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) } : {};
  return { id, state, ...seconds };
}

import { holds } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/errors';
import type { EngineCommand, RunEngine } from '@/lib/domain/ports/run-engine';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { refKey } from '@/lib/domain/resource-ref';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { executeRun } from '@/lib/remediations/engine/execute-run';
import { planRun } from '@/lib/remediations/engine/plan-run';
import { reconcileRuns } from '@/lib/remediations/engine/reconcile-runs';
import { RunJournal } from '@/lib/remediations/engine/run-journal';
import { StopAsked } from '@/lib/remediations/engine/stop-asked';
import { submitRun } from '@/lib/remediations/engine/submit-run';

export interface LocalRunEngine extends RunEngine {
  /** Resolves when no run goes on any more: for an orderly end of the process, and for tests. */
  settled(): Promise<void>;
  /**
   * The orderly end: begins nothing more (`shutting-down`), lets runs finish by themselves for `finishMs`, then stops each before its next step.
   * Resolves when none goes on. A call on its way is waited for; who cannot wait any longer leaves the run to reconciliation.
   */
  end(finishMs: number): Promise<void>;
}

/**
 * The run engine of this process. Plans only read; a submitted plan is carried out in the background, step by step, each recorded before and
 * after; the caller follows it through `onChange`. Only this holds the writers.
 */
export function createRunEngine(deps: EngineDeps): LocalRunEngine {
  const listeners = new Set<(run: RunRecord) => void>();
  const going = new Map<string, { readonly stop: AbortController; readonly end: Promise<void> }>();
  const beginning = new Set<Promise<unknown>>();
  let ending: 'no' | 'finishing' | 'stopping' = 'no';
  const assertNotEnding = () => {
    if (ending !== 'no') throw new AppError('shutting-down');
  };
  const announce = (run: RunRecord) => {
    for (const listener of listeners) listener(run);
  };

  const start = (run: RunRecord, work: (signal: AbortSignal) => Promise<void>) => {
    const stop = new AbortController();
    const end = work(stop.signal)
      // What throws here could not be recorded. The run stays open in the store and is reconciled at the next start.
      .catch((error) => deps.onFault?.(error, run.id))
      .finally(() => going.delete(run.id));
    going.set(run.id, { stop, end });
    if (ending === 'stopping') stop.abort(new StopAsked('ending'));
  };

  const begin = async (command: Extract<EngineCommand, { kind: 'submit' }>) => {
    const begun = await submitRun(deps, command);
    if (begun.kind === 'begun') {
      announce(begun.run);
      start(begun.run, (signal) => executeRun(deps, new RunJournal(deps, begun.run, announce), begun.plan, signal));
    }
    return begun.run;
  };

  const settled = async () => {
    while (going.size + beginning.size > 0) await Promise.allSettled([...beginning, ...[...going.values()].map((run) => run.end)]);
  };

  return {
    plan: async (command) => {
      assertNotEnding();
      return planRun(deps, command);
    },

    async submit(command) {
      assertNotEnding();
      const mine = begin(command);
      beginning.add(mine);
      return mine.finally(() => beginning.delete(mine));
    },

    async stop({ runId, actor }) {
      const run = await deps.runs.get(runId);
      if (!run) throw new AppError('not-found', { detail: `run ${runId}` });
      const { remediationId } = run.plan;
      const allowed = actor.role === 'system' || holds(actor.role, 'operate');
      await deps.ledger.append({ event: allowed ? 'run-stop-asked' : 'action-denied', actor, runId, remediationId, target: refKey(run.plan.target) });
      if (!allowed) throw new AppError('forbidden', { params: { permission: 'operate' } });
      const current = going.get(runId);
      if (!current) return;
      current.stop.abort(new StopAsked('stop'));
    },

    reconcile: () => reconcileRuns(deps, announce),

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    settled,

    async end(finishMs) {
      ending = 'finishing';
      const patience = new AbortController();
      const late = deps.clock.sleep(finishMs, patience.signal).then(
        () => {
          ending = 'stopping';
          for (const run of going.values()) run.stop.abort(new StopAsked('ending'));
        },
        () => undefined,
      );
      await settled();
      patience.abort();
      await late;
    },
  };
}

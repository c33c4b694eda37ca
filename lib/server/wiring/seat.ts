import 'server-only';
import { checks } from '@/lib/checks/registry.generated';
import type { Installation } from '@/lib/domain/installation';
import type { RbacRule } from '@/lib/domain/plan';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { RunEngine } from '@/lib/domain/ports/run-engine';
import type { NuclioWriter } from '@/lib/domain/ports/writers';
import { readRights } from '@/lib/domain/rights/read-rights';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import type { CheckOutcome } from '@/lib/domain/verdict';
import { log } from '@/lib/server/log';
import type { CheckPasses } from '@/lib/server/passes/check-passes';
import type { Foundation } from '@/lib/server/wiring/foundation';
import { noInstallation } from '@/lib/server/wiring/no-cluster';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Where runs are carried out: in this process, or behind the door to the actor's. */
export interface Seat {
  readonly engine: RunEngine;
  /** Whether the account in question holds a right: the one that looks, or the one that changes. */
  readonly mayDo: Readers['mayDo'];
  /** Resolves when no run is under way in this process. */
  settled(): Promise<void>;
  /** Begins no run any more, lets those under way finish for that long, then stops them before their next step. */
  end(finishMs: number): Promise<void>;
  /** Follows runs no longer. */
  stop(): void;
}

interface SeatDeps {
  readonly foundation: Pick<Foundation, 'stores' | 'door' | 'connection'>;
  readonly installation: Installation | undefined;
  readonly readers: Readers;
  readonly exec: PodExec;
  readonly nuclio: NuclioWriter;
  readonly passes: () => CheckPasses;
  readonly store: Pick<SnapshotStore, 'snapshot'>;
}

/** With the actor apart, what can change something is not even loaded here. */
export async function openSeat(deps: SeatDeps): Promise<Seat> {
  const { foundation, readers, exec, nuclio, installation } = deps;
  const { stores, door, connection } = foundation;
  const recheck = async (checkId: string): Promise<CheckOutcome> => {
    const fresh = await readers.collect(needsOf(checkId));
    return deps.passes().judge(checkId, { ...deps.store.snapshot(), ...fresh });
  };
  if (door) {
    const mayDo: Readers['mayDo'] = (rule, namespace) => (isForReading(rule) ? readers : door).mayDo(rule, namespace);
    return { engine: door.engine, mayDo, settled: async () => undefined, end: async () => undefined, stop: judgeAfterRuns(door.engine, recheck) };
  }
  const { openEngine } = await import('@/lib/server/wiring/engine');
  const engine = openEngine({
    ...{ connection, readers, exec, nuclio, recheck, ledger: stores.ledger, runs: stores.runs, findings: stores.findings },
    context: async () => ({ installation: installation ?? noInstallation(), thresholds: stores.settings.thresholds }),
    enabled: async (id) => stores.settings.isEnabled(id),
  });
  return { engine, mayDo: readers.mayDo, settled: engine.settled, end: engine.end, stop: () => {} };
}

/** The actor judges for itself and files nothing: findings are kept here. So what a run has changed is judged here too, as soon as it is over. */
function judgeAfterRuns(engine: RunEngine, recheck: (checkId: string) => Promise<CheckOutcome>): () => void {
  const judged = new Set<string>();
  return engine.onChange((run) => {
    if (run.endedAt === undefined || judged.has(run.id)) return;
    judged.add(run.id);
    recheck(run.plan.checkId).catch((error: unknown) => log.warn({ err: error, runId: run.id }, 'what a run has changed is judged in its turn'));
  });
}

function needsOf(checkId: string): SnapshotPart[] {
  return checks.filter((check) => check.id === checkId).flatMap((check) => [...check.needs, ...(check.mayUse ?? [])]);
}

function isForReading(rule: RbacRule): boolean {
  return readRights.some(
    ({ apiGroup, resource, verbs, heldBy }) =>
      heldBy !== 'actor' && apiGroup === rule.apiGroup && resource === rule.resource && rule.verbs.every((verb) => verbs.includes(verb)),
  );
}

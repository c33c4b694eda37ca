import { openLedger } from '@/lib/audit/ledger';
import { connectDatabase } from '@/lib/db/client';
import { createRunStore } from '@/lib/db/run-store';
import { scratchDatabase } from '@/lib/db/scratch-database';
import type { Actor } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/errors';
import { type Finding, fingerprintOf } from '@/lib/domain/finding';
import { defaultThresholds } from '@/lib/domain/installation';
import type { ExecAnswer } from '@/lib/domain/ports/pod-exec';
import type { KvrocksWriter, NuclioWriter } from '@/lib/domain/ports/writers';
import { say } from '@/lib/domain/text';
import type { CheckOutcome } from '@/lib/domain/verdict';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import type { Remediation } from '@/lib/remediations/remediation';
import { createRunEngine } from '@/lib/remediations/run-remediation';
import { dryRunOf, type FakeCluster, fakeCluster } from '@/lib/remediations/testing/fake-cluster';
import { type SimulatedClock, simulatedClock } from '@/lib/remediations/testing/simulated-clock';

export const operator: Actor = { id: 'u1', name: 'mia', role: 'operator' };
export const admin: Actor = { id: 'u0', name: 'ana', role: 'admin' };
export const viewer: Actor = { id: 'u2', name: 'tom', role: 'viewer' };

/** A finding as its check would have made it; `hints` and `subject` are what remediations look at. */
export function findingOf(checkId: string, subject: Finding['subject'], hints: Record<string, string> = {}, discriminator?: string): Finding {
  const draft = {
    checkId,
    subject,
    severity: 'warning' as const,
    title: say('t'),
    summary: say('s'),
    evidence: [{ label: 'l', observed: 'o', source: { kind: 'api-server' as const }, at: '2026-03-01T03:00:00.000Z' }],
    falseIf: say('f'),
    hints,
    ...(discriminator !== undefined && { discriminator }),
  };
  const at = '2026-03-01T02:00:00.000Z';
  return { ...draft, id: 'f1', fingerprint: fingerprintOf(draft), firstSeenAt: at, lastSeenAt: at };
}

const unwired = () => {
  throw new AppError('not-configured');
};

export interface EngineKit {
  readonly clock: SimulatedClock;
  readonly cluster: FakeCluster;
  readonly deps: EngineDeps;
  readonly engine: ReturnType<typeof createRunEngine>;
  readonly ledger: Awaited<ReturnType<typeof openLedger>>;
  /** Findings by id; resolve one by leaving it out. */
  readonly findings: Map<string, Finding>;
  /** What the repeated check answers. Default: it still finds it. */
  recheck: () => CheckOutcome;
  exec: () => ExecAnswer;
  readonly nuclio: NuclioWriter;
  readonly kvrocks: KvrocksWriter;
  readonly faults: unknown[];
  readonly url: string;
  /** A second engine on the same database, as after a restart of the process. */
  restart(overrides?: Partial<EngineDeps>): ReturnType<typeof createRunEngine>;
  close(): void;
}

/** A run engine on a fake cluster, a simulated clock and a real SQLite file with its real ledger. */
export async function engineKit(
  // biome-ignore lint/suspicious/noExplicitAny: remediations of different inputs.
  remediations: readonly Remediation<any>[],
  finding: Finding,
): Promise<EngineKit> {
  const scratch = await scratchDatabase();
  const clock = simulatedClock();
  const cluster = fakeCluster(clock);
  const db = connectDatabase(scratch.url);
  const ledger = await openLedger({ url: scratch.url, clock });
  const findings = new Map([[finding.id, finding]]);
  const nuclio: NuclioWriter = { deleteFunction: unwired, createFunction: unwired, startFunction: unwired, updateFunction: unwired };
  const kvrocks: KvrocksWriter = { purgeArchive: unwired, compact: unwired, flush: unwired, probeWrite: unwired };
  const faults: unknown[] = [];
  let ids = 0;
  const deps: EngineDeps = {
    readers: cluster.readers,
    dryRun: dryRunOf(cluster),
    writers: { cluster: cluster.writer, nuclio, kvrocks },
    exec: { ask: async () => kit.exec() },
    ledger,
    runs: createRunStore(db),
    findings: { get: async (id) => findings.get(id) },
    remediations,
    recheck: async () => kit.recheck(),
    clock,
    context: async () => ({
      installation: { cluster: 'test', namespace: 'cvat', release: 'cvat', nuclioNamespace: 'cvat', nuclioProject: 'cvat' },
      thresholds: defaultThresholds,
    }),
    newId: () => `id-${++ids}`,
    onFault: (error) => faults.push(error),
  };
  const kit: EngineKit = {
    clock,
    cluster,
    deps,
    engine: createRunEngine(deps),
    ledger,
    findings,
    recheck: () => ({ kind: 'found', findings: [finding] }),
    exec: () => ({ stdout: '["2.3.1", "12.1", true, 1]', stderr: '', exitCode: 0 }),
    nuclio,
    kvrocks,
    faults,
    url: scratch.url,
    restart: (overrides) => createRunEngine({ ...deps, ...overrides }),
    close() {
      ledger.close();
      void db.$disconnect();
      scratch.remove();
    },
  };
  return kit;
}

/** Plans, and throws when it is not possible. */
export async function planned(kit: EngineKit, remediationId: string, input: unknown = {}, actor: Actor = operator) {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId, input, actor });
  if (answer.kind !== 'planned') throw new Error(`not possible: ${answer.reason.key} ${JSON.stringify(answer.reason.params)}`);
  return answer.record;
}

/** Plans, submits as shown and waits for the end. */
export async function carriedOut(kit: EngineKit, remediationId: string, input: unknown = {}, actor: Actor = operator) {
  const record = await planned(kit, remediationId, input, actor);
  const confirmation = record.plan.confirm === undefined ? {} : { confirmation: record.plan.confirm };
  const { id } = await kit.engine.submit({ kind: 'submit', planId: record.id, digest: record.digest, actor, ...confirmation });
  await kit.engine.settled();
  const run = await kit.deps.runs.get(id);
  if (!run) throw new Error('no run');
  return run;
}

/** The events of the ledger, oldest first, with their outcome. */
export async function eventsOf(kit: EngineKit): Promise<string[]> {
  const { entries } = await kit.ledger.find({ limit: 500 });
  return entries
    .toReversed()
    .slice(1)
    .map(({ event, outcome }) => (outcome === undefined ? event : `${event}:${outcome}`));
}

import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Clock } from '@/lib/domain/clock';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { NuclioWriter } from '@/lib/domain/ports/writers';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';
import { createKvrocksWriter } from '@/lib/kvrocks/create-kvrocks-writer';
import { remediations } from '@/lib/remediations/registry.generated';
import { createRunEngine, type LocalRunEngine } from '@/lib/remediations/run-remediation';
import { log } from '@/lib/server/log';
import type { CheckPasses } from '@/lib/server/passes/check-passes';
import type { Cluster } from '@/lib/server/wiring/cluster';
import { noInstallation, notConfigured } from '@/lib/server/wiring/no-cluster';
import type { Stores } from '@/lib/server/wiring/stores';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

interface EngineWiring {
  readonly cluster: Cluster;
  readonly stores: Stores;
  readonly readers: Readers;
  readonly exec: PodExec;
  readonly nuclio: NuclioWriter;
  readonly passes: () => CheckPasses;
  readonly checkNeeds: (checkId: string) => readonly SnapshotPart[];
  readonly store: Pick<SnapshotStore, 'snapshot'>;
  readonly clock: Clock;
}

/** The run engine with its writers: the only place that hands them out. */
export function openEngine(wiring: EngineWiring): LocalRunEngine {
  const { cluster, stores, readers, exec, clock } = wiring;
  const { connection } = cluster;
  const withoutCluster = { patch: notConfigured, remove: notConfigured };
  return createRunEngine({
    ...{ readers, exec, clock, remediations, ledger: stores.ledger, runs: stores.runs, findings: stores.findings },
    dryRun: connection ? createDryRunWriter(connection) : withoutCluster,
    writers: {
      cluster: connection ? createClusterWriter(connection) : { ...withoutCluster, real: true },
      nuclio: wiring.nuclio,
      kvrocks: createKvrocksWriter(exec),
    },
    recheck: async (checkId) => {
      const fresh = await readers.collect(wiring.checkNeeds(checkId));
      return wiring.passes().judge(checkId, { ...wiring.store.snapshot(), ...fresh });
    },
    context: async () => ({ installation: cluster.installation ?? noInstallation(), thresholds: stores.settings.thresholds }),
    enabled: async (id) => stores.settings.isEnabled(id),
    newId: () => randomUUID(),
    onFault: (error, runId) => log.error({ err: error, runId }, 'a run could not be recorded'),
  });
}

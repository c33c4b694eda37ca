import 'server-only';
import { randomUUID } from 'node:crypto';
import { systemClock } from '@/lib/domain/clock';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { NuclioWriter } from '@/lib/domain/ports/writers';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';
import { createKvrocksWriter } from '@/lib/kvrocks/create-kvrocks-writer';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { remediations } from '@/lib/remediations/registry.generated';
import { createRunEngine, type LocalRunEngine } from '@/lib/remediations/run-remediation';
import { log } from '@/lib/server/log';
import { notConfigured } from '@/lib/server/wiring/no-cluster';

interface EngineWiring extends Pick<EngineDeps, 'readers' | 'ledger' | 'runs' | 'findings' | 'recheck' | 'context' | 'enabled'> {
  readonly connection: ClusterConnection | undefined;
  readonly exec: PodExec;
  readonly nuclio: NuclioWriter;
}

/** The run engine with its writers: the only place that hands them out, in the process that carries out runs and in no other. */
export function openEngine({ connection, nuclio, ...deps }: EngineWiring): LocalRunEngine {
  const withoutCluster = { patch: notConfigured, remove: notConfigured };
  return createRunEngine({
    ...deps,
    ...{ remediations, clock: systemClock, newId: () => randomUUID() },
    dryRun: connection ? createDryRunWriter(connection) : withoutCluster,
    writers: {
      cluster: connection ? createClusterWriter(connection) : { ...withoutCluster, real: true },
      nuclio,
      kvrocks: createKvrocksWriter(deps.exec),
    },
    onFault: (error, runId) => log.error({ err: error, runId }, 'a run could not be recorded'),
  });
}

import 'server-only';
import type { Installation } from '@/lib/domain/installation';
import type { Readers } from '@/lib/domain/ports/readers';
import type { NuclioWriter } from '@/lib/domain/ports/writers';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { type Demand, type DemandDeps, openDemand } from '@/lib/server/actor/demand';
import { noInstallation, notConfigured } from '@/lib/server/wiring/no-cluster';

interface CurrentDemandDeps extends Omit<DemandDeps, 'installation' | 'connection'> {
  readonly connection: ClusterConnection | undefined;
  /** The open installation, as kept now. */
  readonly installation: () => Promise<Installation | undefined>;
}

/** The open installation, asked for with each question: another one counts from the next question on. */
export interface CurrentDemand {
  readonly readers: Readers;
  readonly nuclio: NuclioWriter;
  /** Throws `no-installation`, `not-configured`. */
  now(): Promise<Demand>;
  installation(): Promise<Installation>;
  stop(): void;
}

export function createCurrentDemand(deps: CurrentDemandDeps): CurrentDemand {
  let open: { readonly kept: string; readonly installation: Installation; readonly demand: Demand } | undefined;

  /** Where functions lie is what the backend is told, unless the environment says it. */
  const current = async () => {
    const { connection } = deps;
    if (!connection) return notConfigured();
    const kept = (await deps.installation()) ?? noInstallation();
    if (open?.kept === JSON.stringify(kept)) return open;
    const demand = openDemand({ ...deps, connection, installation: kept });
    const told = deps.env.nuclioNamespace ?? (await demand.functionNamespace()) ?? kept.nuclioNamespace;
    const installation = { ...kept, nuclioNamespace: told };
    const isAnother = told !== kept.nuclioNamespace;
    if (isAnother) demand.stop();
    open?.demand.stop();
    open = { kept: JSON.stringify(kept), installation, demand: isAnother ? openDemand({ ...deps, connection, installation }) : demand };
    return open;
  };
  const now = async () => (await current()).demand;

  return {
    now,
    installation: async () => (await current()).installation,
    readers: {
      collect: async (parts) => (await now()).readers.collect(parts),
      object: async (ref) => (await now()).readers.object(ref),
      functionObject: async (namespace, name) => (await now()).readers.functionObject(namespace, name),
      mayDo: async (rule, namespace) => (await now()).readers.mayDo(rule, namespace),
      chartValues: async () => (await now()).readers.chartValues(),
    },
    nuclio: {
      deleteFunction: async (input) => (await now()).nuclio.deleteFunction(input),
      createFunction: async (input) => (await now()).nuclio.createFunction(input),
      startFunction: async (input) => (await now()).nuclio.startFunction(input),
      updateFunction: async (input) => (await now()).nuclio.updateFunction(input),
    },
    stop: () => open?.demand.stop(),
  };
}

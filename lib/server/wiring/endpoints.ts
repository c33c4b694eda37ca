import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { nameOfWhole } from '@/lib/domain/discovery/backend-sign';
import { backendsOf, toldVariable } from '@/lib/domain/discovery/backends';
import { resolveEndpoints } from '@/lib/domain/discovery/resolve-endpoints';
import { isDnsLabel } from '@/lib/domain/dns-name';
import type { Endpoint, EndpointName, Endpoints } from '@/lib/domain/endpoint';
import { AppError } from '@/lib/domain/errors';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { Installation } from '@/lib/domain/installation';
import type { Reach, Way } from '@/lib/domain/ports/reach';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import type { Env } from '@/lib/server/env';
import type { SnapshotStore } from '@/lib/snapshot/snapshot-store';

/** Changes of workloads and Services come in bursts: an address is resolved anew this much after the first of them. */
const GATHER_MS = 300;
const sources: ReadonlySet<SnapshotPart> = new Set(['workloads', 'services', 'cloudStorages']);

/** Where the parts of the open installation answer, as the watched workloads and Services say at this moment. */
export interface LiveEndpoints {
  readonly all: Endpoints;
  find(name: EndpointName): Endpoint | undefined;
  /** The namespace CVAT's backend is told that functions lie in; undefined until it was read, and where it is not told one. */
  readonly functionNamespace: string | undefined;
  /** What the names of the release's parts begin with; undefined until it was read. */
  readonly namePrefix: string | undefined;
  /** Called soon after a part it is resolved from changed. */
  onChange(listener: () => void): void;
  stop(): void;
}

interface EndpointsDeps {
  readonly env: Pick<Env, 'cvatUrl' | 'nuclioUrl'>;
  readonly installation: Installation | undefined;
  readonly store: Pick<SnapshotStore, 'last' | 'onChange'>;
  /** The machine's clock. */
  readonly clock: Clock;
}

/** A value in memory: asking costs nothing while nothing changed. A changed variable or a replaced Service is followed without a restart. */
export function openEndpoints({ env, installation, store, clock }: EndpointsDeps): LiveEndpoints {
  const stopped = new AbortController();
  const listeners = new Set<() => void>();
  const configured = {
    ...(env.cvatUrl ? { cvat: { url: env.cvatUrl, setting: 'LOUPE_CVAT_URL' } } : {}),
    ...(env.nuclioUrl ? { nuclio: { url: env.nuclioUrl, setting: 'LOUPE_NUCLIO_URL' } } : {}),
  };
  let resolved: Endpoints | undefined;
  let seen: readonly WorkloadFact[] | undefined;
  let isTelling = false;

  const resolve = (): Endpoints => {
    if (!installation) return { found: [], missing: [] };
    resolved ??= resolveEndpoints({
      ...{ installation, configured },
      workloads: store.last('workloads')?.data,
      services: store.last('services')?.data,
      storages: store.last('cloudStorages')?.data,
    });
    return resolved;
  };
  const backends = () => {
    seen ??= installation ? backendsOf(store.last('workloads')?.data ?? [], installation) : [];
    return seen;
  };
  const tell = async () => {
    if (isTelling) return;
    isTelling = true;
    await clock.sleep(GATHER_MS, stopped.signal).catch(() => undefined);
    isTelling = false;
    if (!stopped.signal.aborted) for (const listener of listeners) listener();
  };
  store.onChange((part) => {
    if (!sources.has(part)) return;
    resolved = undefined;
    seen = undefined;
    void tell();
  });

  return {
    get all() {
      return resolve();
    },
    find: (name) => resolve().found.find((endpoint) => endpoint.name === name),
    get functionNamespace() {
      const told = toldVariable(backends(), 'CVAT_NUCLIO_FUNCTION_NAMESPACE')?.entry.value;
      return told !== undefined && isDnsLabel(told) ? told : undefined;
    },
    get namePrefix() {
      const [server] = backends();
      return server && nameOfWhole(server.name);
    },
    onChange: (listener) => void listeners.add(listener),
    stop: () => stopped.abort(),
  };
}

/** The way to a part of the installation, found anew with each call. Throws `endpoint-unknown`, `not-read-yet`, `not-configured` where CVAT is set up without it, and what `reach` throws. */
export function wayTo(name: EndpointName, endpoints: Pick<LiveEndpoints, 'find' | 'all'>, reach: Reach): () => Promise<Way> {
  return async () => {
    const endpoint = endpoints.find(name);
    if (endpoint) return reach.way(endpoint.address);
    const missing = endpoints.all.missing.find((each) => each.name === name);
    const codes = { 'not-read-yet': 'not-read-yet', 'not-used': 'not-configured' } as const;
    throw new AppError(codes[missing?.reason as keyof typeof codes] ?? 'endpoint-unknown', { detail: name });
  };
}

import 'server-only';
import { fetch as undiciFetch } from 'undici';
import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import { AppError } from '@/lib/domain/errors';
import type { NuclioDashboardFact } from '@/lib/domain/facts/cvat';
import type { Way } from '@/lib/domain/ports/reach';
import type { NuclioWriter } from '@/lib/domain/ports/writers';
import { createWayFetch } from '@/lib/http/way-fetch';
import { askDashboard, type Fetch, type NuclioRequest } from '@/lib/nuclio/ask-dashboard';
import { createDashboardProbe } from '@/lib/nuclio/dashboard-probe';
import { type NuclioAction, nuclioError } from '@/lib/nuclio/nuclio-error';

export interface NuclioApiOptions {
  /** The way to Nuclio's dashboard, asked for anew with each question: where it answers may change. No credentials: the dashboard has no login. */
  readonly way: () => Promise<Way>;
  /** Whose functions the probe lists; the dashboard's own namespace when left out. */
  readonly namespace?: string;
  readonly fetch?: Fetch;
}

export interface NuclioApi extends NuclioWriter {
  /** Version and how long answers take. Throws `nuclio-unreachable`, `timed-out`, `nuclio-failed`. */
  dashboard(): Promise<NuclioDashboardFact>;
}

const recordSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.object({
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/**
 * Nuclio's dashboard: one probe and four actions. Functions are read from their custom resources, not here. **A 202 is not success**: it only
 * says that the resource was written; whether the function becomes `ready`, `unhealthy` or `error` shows in its state afterwards. Each
 * action is sent once. Throws `nuclio-unreachable` (not carried out), `nuclio-refused` with the reason (not carried out), `cluster-conflict`
 * (the version is stale), `target-gone`, `timed-out` and `nuclio-failed` (what was done is unknown: read the state).
 * What `way` throws (`endpoint-*`, `cluster-*`) comes through as it is: nothing was carried out.
 */
export function createNuclioApi({ way, namespace, fetch = undiciFetch }: NuclioApiOptions): NuclioApi {
  const fetchOn = createWayFetch(fetch);
  const ask = async (request: NuclioRequest) => {
    const found = await way();
    return askDashboard(fetchOn(found), found, request);
  };

  async function act(action: NuclioAction, request: NuclioRequest): Promise<void> {
    const answer = await ask(request);
    if (answer.status < 200 || answer.status > 299) throw nuclioError(action, answer);
  }

  return {
    dashboard: createDashboardProbe(ask, namespace),

    deleteFunction: async ({ namespace, name, resourceVersion, whileProvisioning }) =>
      act('delete', {
        method: 'DELETE',
        path: '/api/functions',
        headers: inNamespace(namespace, whileProvisioning ? { 'x-nuclio-delete-function-ignore-state-validation': 'true' } : {}),
        // The name travels in the body, and a namespace there wins over the header.
        body: { metadata: { name: assertObjectName(name), namespace, resourceVersion } },
      }),

    createFunction: async ({ namespace, name, metadata, spec }) =>
      act('create', {
        method: 'POST',
        path: '/api/functions',
        headers: inNamespace(namespace),
        body: { metadata: bodyMetadata(metadata, namespace, name), spec: checkedSpec(spec) },
      }),

    startFunction: async ({ namespace, name }) =>
      act('start', {
        method: 'PATCH',
        path: `/api/functions/${assertObjectName(name)}`,
        headers: inNamespace(namespace),
        body: { desiredState: 'ready' },
      }),

    updateFunction: async ({ namespace, name, resourceVersion, metadata, spec }) =>
      act('update', {
        method: 'PUT',
        path: `/api/functions/${assertObjectName(name)}`,
        headers: inNamespace(namespace),
        body: { metadata: { ...bodyMetadata(metadata, namespace, name), resourceVersion }, spec: neverBuilt(checkedSpec(spec)) },
      }),
  };
}

function inNamespace(namespace: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { 'x-nuclio-function-namespace': assertObjectName(namespace), ...more };
}

/** Only what Nuclio keeps of metadata. The name in the body is the one that counts, so it is always the one that was checked. */
function bodyMetadata(metadata: unknown, namespace: string, name: string) {
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw new AppError('invalid-input', { detail: 'function metadata' });
  return { ...parsed.data, name: assertObjectName(name), namespace };
}

function checkedSpec(spec: unknown): Record<string, unknown> {
  const parsed = recordSchema.safeParse(spec);
  if (!parsed.success) throw new AppError('invalid-input', { detail: 'function spec' });
  return parsed.data;
}

/** `neverBuild` keeps a PUT from building the image anew; Nuclio clears the field after use. */
function neverBuilt(spec: Record<string, unknown>): Record<string, unknown> {
  const build = recordSchema.safeParse(spec.build);
  return { ...spec, build: { ...(build.success ? build.data : {}), mode: 'neverBuild' } };
}

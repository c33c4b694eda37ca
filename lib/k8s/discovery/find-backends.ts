import 'server-only';
import { backendSign } from '@/lib/domain/discovery/backend-sign';
import type { BackendSign } from '@/lib/domain/discovery/release-candidate';
import { isDnsLabel } from '@/lib/domain/dns-name';
import { hasCode } from '@/lib/domain/errors';
import type { BackendFinder, BackendSearch } from '@/lib/domain/ports/backend-finder';
import { mayDo } from '@/lib/k8s/access-review';
import { rightOf } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import { type ApiObject, record, records, text, textMap } from '@/lib/k8s/map/api-object';
import { envFacts } from '@/lib/k8s/map/environment';

/** Asked one by one where only single namespaces may be read; more than this is a cluster for an account that may list all. */
const MAX_NAMESPACES = 50;

/**
 * Reads Deployments once, in pages, and keeps of each only what tells whether it is CVAT's. What is not allowed is asked about first, so that looking
 * around leaves no refused calls in the API server's audit log.
 */
export function createBackendFinder(connection: ClusterConnection): BackendFinder {
  const mayList = async (apiGroup: string, resource: string, namespace?: string) =>
    (await mayDo(connection, { apiGroup, resource, verbs: ['list'], namespaced: namespace !== undefined }, namespace)) !== 'no';
  const list = (namespace: string | undefined, signal: AbortSignal | undefined) => listDirect(connection, { kind: 'Deployment', namespace }, signOf, signal);

  async function everywhere(signal: AbortSignal | undefined): Promise<BackendSearch | undefined> {
    if (!(await mayList('apps', 'deployments'))) return undefined;
    const signs = await unlessDenied(list(undefined, signal));
    return signs && { scope: { kind: 'cluster' }, signs, missingRights: [] };
  }

  async function inNamespace(namespace: string, signal: AbortSignal | undefined): Promise<readonly BackendSign[] | undefined> {
    if (!(await mayList('apps', 'deployments', namespace))) return undefined;
    return unlessDenied(list(namespace, signal));
  }

  async function allNamespaces(signal: AbortSignal | undefined): Promise<readonly string[]> {
    if (!(await mayList('', 'namespaces'))) return [];
    return (await unlessDenied(listDirect(connection, { kind: 'Namespace' }, ({ metadata }) => metadata.name, signal))) ?? [];
  }

  return {
    async find(hints, signal) {
      const whole = await everywhere(signal);
      if (whole) return whole;
      const namespaces = [...new Set([...hints.filter(isDnsLabel), ...(await allNamespaces(signal))])].slice(0, MAX_NAMESPACES);
      const answers = await Promise.all(namespaces.map(async (namespace) => ({ namespace, signs: await inNamespace(namespace, signal) })));
      return {
        scope: { kind: 'namespaces', namespaces: answers.flatMap(({ namespace, signs }) => (signs ? [namespace] : [])) },
        signs: answers.flatMap(({ signs }) => signs ?? []),
        missingRights: [rightOf('list', 'Deployment')],
      };
    },
  };
}

function signOf({ metadata, spec }: ApiObject): BackendSign | undefined {
  const template = record(record(spec).template);
  return backendSign({
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: textMap(metadata.labels),
    annotations: textMap(metadata.annotations),
    podLabels: textMap(record(template.metadata).labels),
    containers: records(record(template.spec).containers).map((container) => ({ image: text(container.image) ?? '', env: envFacts(container.env) })),
  });
}

/** Undefined where this account may not read: another place may still be readable. */
async function unlessDenied<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'cluster-denied')) return undefined;
    throw error;
  }
}

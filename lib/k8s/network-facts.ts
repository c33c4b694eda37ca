import 'server-only';
import { hasCode } from '@/lib/domain/errors';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { SnapshotData } from '@/lib/domain/snapshot';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import { record, text, texts } from '@/lib/k8s/map/api-object';
import { nodeFact } from '@/lib/k8s/map/node';
import { serviceFact } from '@/lib/k8s/map/service';
import { readObject } from '@/lib/k8s/read-object';

/** What K3s uses when its arguments name none. */
const K3S_SERVICE_CIDR = '10.43.0.0/16';
const K3S_POD_CIDR = '10.42.0.0/16';

/**
 * Address ranges of the cluster. Service ranges come from ServiceCIDR objects (Kubernetes 1.33 on), else from the arguments K3s wrote on its
 * server nodes, where an absent argument means K3s' default; otherwise they stay empty: not known. Throws when nodes cannot be read.
 */
export async function readNetworkFacts(connection: ClusterConnection): Promise<SnapshotData['network']> {
  const [listed, serviceCidrs, apiService, endpoints] = await Promise.all([
    listDirect(connection, { kind: 'Node' }, (object) => ({ node: nodeFact(object), podRanges: podRangesOf(object) })),
    readServiceCidrs(connection),
    readObject(connection, { kind: 'Service', namespace: 'default', name: 'kubernetes' }).catch(() => undefined),
    readApiEndpoints(connection),
  ]);
  const apiServer = apiService ? serviceFact(apiService) : undefined;
  const fromArguments = listed.flatMap(({ node }) => k3sArguments(node));
  return {
    serviceCidrs: serviceCidrs.length > 0 ? serviceCidrs : unique(fromArguments.map(({ serviceCidr }) => serviceCidr)),
    podCidrs: unique([...listed.flatMap(({ podRanges }) => podRanges), ...fromArguments.map(({ podCidr }) => podCidr)]),
    apiServerAddresses: unique([...(apiServer?.clusterIps ?? []), ...endpoints]),
    nodeAddresses: unique(listed.flatMap(({ node }) => node.addresses)),
  };
}

async function readServiceCidrs(connection: ClusterConnection): Promise<readonly string[]> {
  try {
    return (await listDirect(connection, { kind: 'ServiceCIDR' }, (object) => texts(record(object.spec).cidrs))).flat();
  } catch (error) {
    if (hasCode(error, 'not-found', 'cluster-denied')) return [];
    throw error;
  }
}

async function readApiEndpoints(connection: ClusterConnection): Promise<readonly string[]> {
  const slices = await listDirect(
    connection,
    { kind: 'EndpointSlice', namespace: 'default', labelSelector: 'kubernetes.io/service-name=kubernetes' },
    (object) => (Array.isArray(object.endpoints) ? object.endpoints.flatMap((endpoint: unknown) => texts(record(endpoint).addresses)) : []),
  ).catch(() => []);
  return slices.flat();
}

function podRangesOf(object: { readonly [field: string]: unknown }): readonly string[] {
  const spec = record(object.spec);
  const ranges = texts(spec.podCIDRs);
  return ranges.length > 0 ? ranges : [text(spec.podCIDR)].filter((range) => range !== undefined);
}

/** Only a server's arguments tell: an agent gets the ranges from its server. */
function k3sArguments(node: NodeFact): readonly { readonly serviceCidr: string; readonly podCidr: string }[] {
  let given: unknown;
  try {
    given = JSON.parse(node.annotations['k3s.io/node-args'] ?? 'null');
  } catch {
    return [];
  }
  const words = texts(given);
  if (words[0] !== 'server') return [];
  return [{ serviceCidr: optionOf(words, '--service-cidr') ?? K3S_SERVICE_CIDR, podCidr: optionOf(words, '--cluster-cidr') ?? K3S_POD_CIDR }];
}

function optionOf(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option);
  if (at !== -1) return words[at + 1];
  return words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

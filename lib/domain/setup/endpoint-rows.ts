import type { Endpoint, EndpointAddress, EndpointName, EndpointOrigin, Endpoints, MissingEndpoint } from '@/lib/domain/endpoint';
import type { SourceRow } from '@/lib/domain/rows/topics';
import type { SetupRow, SetupState } from '@/lib/domain/setup/setup-row';
import { setupStateOf } from '@/lib/domain/setup/source-state';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { say, type Text } from '@/lib/domain/text';

/** The part of the snapshot that says whether it answers. The others are judged by their pods, or by what CVAT says of them. */
const askedBy: Partial<Record<EndpointName, SnapshotPart>> = { cvat: 'cvatAbout', nuclio: 'nuclioDashboard', kvrocks: 'kvrocks' };
/** What can be entered instead of found. */
const settings: Partial<Record<EndpointName, string>> = { cvat: 'LOUPE_CVAT_URL', nuclio: 'LOUPE_NUCLIO_URL' };

interface EndpointInput {
  readonly endpoints: Endpoints;
  readonly sources: readonly SourceRow[];
  readonly isInCluster: boolean;
  /** Without CVAT's token its storages cannot be listed. */
  readonly hasToken: boolean;
  /** How KVRocks answered last: where it cannot be reached itself it is asked inside its pod. */
  readonly kvrocksAskedBy?: 'exec' | 'protocol' | undefined;
}

/** One row for each part of the installation, found or not. */
export function endpointRows(input: EndpointInput): readonly SetupRow[] {
  const { endpoints, sources, hasToken } = input;
  const sourceOf = (name: EndpointName) => sources.find((source) => source.id === askedBy[name]);
  return [
    ...endpoints.found.map((each, i) => foundRow(each, i, sourceOf(each.name), input)),
    ...endpoints.missing.map((each) => missingRow(each, hasToken)),
  ].sort((a, b) => rank(a) - rank(b));
}

function foundRow(endpoint: Endpoint, index: number, source: SourceRow | undefined, input: EndpointInput): SetupRow {
  const { name, address } = endpoint;
  const state = source ? setupStateOf[source.state] : 'known';
  return {
    // Several object stores can be in use.
    ...{ id: name === 'object-store' ? `${name}-${index}` : name, group: 'parts', state, rights: [], commands: [] },
    ...{ name: say(`setup.parts.${name}.name`), gives: say(`setup.parts.${name}.gives`) },
    ...{ found: foundBy(endpoint.foundBy), address: addressText(address), reached: reachedBy(endpoint, source !== undefined, input) },
    ...(source?.asOf ? { asOf: source.asOf } : {}),
    ...(source && state !== 'works' && source.detail ? { lacks: source.detail } : {}),
  };
}

function missingRow({ name, reason, variable, reference }: MissingEndpoint, hasToken: boolean): SetupRow {
  const needsToken = name === 'object-store' && reason === 'not-read-yet' && !hasToken;
  const state: SetupState = reason === 'not-used' ? 'unused' : reason === 'not-read-yet' && !needsToken ? 'starting' : 'missing';
  const setting = settings[name];
  return {
    ...{ id: name, group: 'parts', state, rights: [], commands: [] },
    ...{ name: say(`setup.parts.${name}.name`), gives: say(`setup.parts.${name}.gives`) },
    lacks: say(`setup.missing.${needsToken ? 'needs-token' : reason}`, { variable: variable ?? '', reference: reference ?? '', setting: setting ?? 'none' }),
  };
}

function foundBy(origin: EndpointOrigin): Text {
  switch (origin.kind) {
    case 'configured':
      return say('setup.found.configured', { setting: origin.setting });
    case 'environment':
      return say('setup.found.environment', { variable: origin.variable, workload: origin.workload.name });
    case 'labels':
      return say('setup.found.labels', { detail: shortLabels(origin.detail) });
    default:
      return say(`setup.found.${origin.kind}`, { detail: origin.detail });
  }
}

/** The labels that tell one part from another; those every object of a release carries tell nothing. */
function shortLabels(detail: string): string {
  const all = detail.split(',');
  const telling = all.filter((label) => !/^(helm\.sh\/chart|app\.kubernetes\.io\/(instance|version|managed-by))=/.test(label));
  return (telling.length > 0 ? telling : all).join(', ');
}

/** The address in one line, as people write it. */
function addressText(address: EndpointAddress): string {
  if (address.kind === 'configured') return address.url;
  if (address.kind === 'service') return `${address.service}.${address.namespace}:${address.port}`;
  return `${address.scheme ? `${address.scheme}://` : ''}${address.host}${address.port === undefined ? '' : `:${address.port}`}`;
}

function reachedBy({ name, address }: Endpoint, isAsked: boolean, { isInCluster, kvrocksAskedBy }: EndpointInput): Text {
  if (!isAsked) return say('setup.reached.not-asked');
  if (name === 'kvrocks' && kvrocksAskedBy === 'exec') return say('setup.reached.exec');
  if (address.kind === 'service') return say(isInCluster ? 'setup.reached.service-dns' : 'setup.reached.port-forward');
  return say('setup.reached.direct');
}

function rank({ id }: SetupRow): number {
  const order = ['cvat', 'nuclio', 'kvrocks', 'postgres', 'redis', 'opa', 'clickhouse', 'grafana'];
  const at = order.indexOf(id);
  return at === -1 ? order.length : at;
}

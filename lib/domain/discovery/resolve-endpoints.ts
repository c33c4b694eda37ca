import { bestService, endpointAtHost, endpointAtService, type SeenFacts, selectorText } from '@/lib/domain/discovery/address-of';
import { backendsOf, refOf, type ToldVariable, toldVariable } from '@/lib/domain/discovery/backends';
import { type EndpointRule, endpointRules } from '@/lib/domain/discovery/endpoint-rules';
import { parseAddress, portNumber } from '@/lib/domain/discovery/parse-address';
import { selects } from '@/lib/domain/discovery/service-of-host';
import type { Endpoint, EndpointName, Endpoints, MissingEndpoint } from '@/lib/domain/endpoint';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { CloudStorageFact } from '@/lib/domain/facts/cvat';
import type { WorkloadFact } from '@/lib/domain/facts/workload';

export interface EndpointFacts {
  readonly installation: SeenFacts['installation'];
  /** Undefined where they were not read yet. */
  readonly workloads: Iterable<WorkloadFact> | undefined;
  readonly services: Iterable<ServiceFact> | undefined;
  /** Storages as CVAT lists them; undefined where it could not be asked. */
  readonly storages?: readonly Pick<CloudStorageFact, 'endpoint'>[] | undefined;
  /** Addresses that were entered: they win. */
  readonly configured?: Partial<Record<EndpointName, { readonly url: string; readonly setting: string }>>;
}

type Answer = Endpoint | MissingEndpoint;

/**
 * Where each part of the installation answers, from what CVAT's own backend is told: its environment first, then CVAT's defaults, then the labels
 * of the release. Pure: the same facts give the same answer. Never guesses: what nothing names is in `missing`, with the reason.
 */
export function resolveEndpoints(facts: EndpointFacts): Endpoints {
  const { installation, configured = {} } = facts;
  const isRead = facts.workloads !== undefined && facts.services !== undefined;
  const workloads = [...(facts.workloads ?? [])];
  const seen: SeenFacts = { installation, workloads, services: [...(facts.services ?? [])], backends: backendsOf(workloads, installation) };
  const answer = (name: EndpointName, resolve: () => Answer): Answer => {
    const entered = configured[name];
    if (entered) return { name, address: { kind: 'configured', url: entered.url }, foundBy: { kind: 'configured', setting: entered.setting } };
    return isRead ? resolve() : { name, reason: 'not-read-yet' };
  };
  const answers = [
    answer('cvat', () => resolveServer(seen)),
    ...endpointRules.map((rule) => answer(rule.name, () => resolveByRule(rule, seen))),
    ...objectStores(seen, facts.storages),
  ];
  return { found: answers.filter((each) => 'address' in each), missing: answers.filter((each) => 'reason' in each) };
}

/** CVAT's own address: the Service that leads to its server. */
function resolveServer(seen: SeenFacts): Answer {
  const [server] = seen.backends;
  if (!server) return { name: 'cvat', reason: 'not-told' };
  const service = bestService(seen.services.filter((s) => s.namespace === server.namespace && selects(s.selector, server.template.labels)));
  const port = service?.ports.find((p) => p.name === 'http')?.port ?? service?.ports[0]?.port;
  if (!service || port === undefined) return { name: 'cvat', reason: 'not-told', workload: refOf(server) };
  return endpointAtService('cvat', service, port, { kind: 'labels', detail: selectorText(service.selector) }, seen);
}

function resolveByRule(rule: EndpointRule, seen: SeenFacts): Answer {
  const told = rule.variables && toldVariable(seen.backends, rule.variables.host);
  return (told && byEnvironment(rule, seen, told)) ?? byDefault(rule, seen) ?? byLabels(rule, seen) ?? missing(rule, seen, told);
}

function byEnvironment({ name, variables, defaultPort }: EndpointRule, seen: SeenFacts, { workload, entry }: ToldVariable): Endpoint | undefined {
  const value = (variable: string | undefined) => (variable === undefined ? undefined : toldVariable(seen.backends, variable)?.entry.value);
  const at = parseAddress(entry.value ?? '');
  if (!at) return undefined;
  const scheme = value(variables?.scheme);
  const port = at.port ?? portNumber(value(variables?.port)) ?? defaultPort;
  return endpointAtHost(
    name,
    { ...at, port, ...(scheme === 'http' || scheme === 'https' ? { scheme } : {}) },
    { kind: 'environment', workload, variable: entry.name },
    seen,
  );
}

function byDefault({ name, defaultHost, defaultPort }: EndpointRule, seen: SeenFacts): Endpoint | undefined {
  if (defaultHost === undefined) return undefined;
  const endpoint = endpointAtHost(name, { host: defaultHost, port: defaultPort }, { kind: 'default', detail: `${defaultHost}:${defaultPort}` }, seen);
  return endpoint.address.kind === 'service' ? endpoint : undefined;
}

function byLabels({ name, labels, defaultPort }: EndpointRule, seen: SeenFacts): Endpoint | undefined {
  const { namespace, nuclioNamespace, release } = seen.installation;
  const own = seen.services.filter((s) => (s.namespace === namespace || (name === 'nuclio' && s.namespace === nuclioNamespace)) && isOfRelease(s, release));
  for (const wanted of labels) {
    const service = bestService(own.filter((s) => selects(wanted, s.labels)));
    const port = service?.ports.find((p) => p.port === defaultPort)?.port ?? service?.ports[0]?.port;
    if (service && port !== undefined) return endpointAtService(name, service, port, { kind: 'labels', detail: selectorText(wanted) }, seen);
  }
  return undefined;
}

/** Charts say the release under one of two names; what says neither belongs to whoever has the namespace. */
function isOfRelease({ labels }: ServiceFact, release: string): boolean {
  const said = labels['app.kubernetes.io/instance'] ?? labels.release;
  return said === undefined || said === release;
}

function missing({ name, usedIf }: EndpointRule, { backends }: SeenFacts, told: ToldVariable | undefined): MissingEndpoint {
  const from = told?.entry.from;
  if (told && from && (from.kind === 'secret' || from.kind === 'configMap')) {
    const reason = from.kind === 'secret' ? 'in-secret' : 'in-config-map';
    return { name, reason, workload: told.workload, variable: told.entry.name, ...(from.name ? { reference: from.name } : {}) };
  }
  const isUsed = usedIf === undefined || toldVariable(backends, usedIf) !== undefined;
  return { name, reason: backends.length > 0 && !isUsed ? 'not-used' : 'not-told' };
}

/** What CVAT's cloud storages point at, each address once. A storage without an endpoint lies with its provider. */
function objectStores(seen: SeenFacts, storages: EndpointFacts['storages']): readonly Answer[] {
  if (storages === undefined) return [{ name: 'object-store', reason: 'not-read-yet' }];
  const found = new Map<string, Endpoint>();
  for (const { endpoint } of storages) {
    const at = parseAddress(endpoint ?? '');
    if (!at) continue;
    const port = at.port ?? (at.scheme === 'http' ? 80 : 443);
    found.set(`${at.host}:${port}`, endpointAtHost('object-store', { ...at, port }, { kind: 'release', detail: 'cloud storage' }, seen));
  }
  return found.size > 0 ? [...found.values()] : [{ name: 'object-store', reason: 'not-used' }];
}

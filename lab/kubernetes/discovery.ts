import { API_RESOURCES, type ApiResource, groupVersionOf } from './api-resources';

const VERSION = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3+lab',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'lab',
};

/** Answers of the paths that say what the server is and has; undefined for any other path. A string is plain text. */
export function discoveryAnswer(path: string): unknown {
  if (path === '/version' || path === '/version/') return VERSION;
  if (/^\/(healthz|livez|readyz)(\/ping)?$/.test(path)) return 'ok';
  if (path === '/api' || path === '/api/') {
    return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  }
  if (path === '/apis' || path === '/apis/') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() };
  if (path === '/api/v1') return resourceList('v1');
  const parts = /^\/apis\/([^/]+)(?:\/([^/]+))?\/?$/.exec(path);
  if (!parts) return undefined;
  if (parts[2]) return resourceList(`${parts[1]}/${parts[2]}`);
  const group = groups().find(({ name }) => name === parts[1]);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...group };
}

function groups() {
  const names = [...new Set(API_RESOURCES.filter(({ group }) => group).map(({ group }) => group))];
  return names.map((name) => {
    const found = [...new Set(API_RESOURCES.filter(({ group }) => group === name).map(({ version }) => version))];
    const versions = found.map((version) => ({ groupVersion: `${name}/${version}`, version }));
    return { name, versions, preferredVersion: versions[0] };
  });
}

function resourceList(groupVersion: string): unknown {
  const resources = API_RESOURCES.filter((resource) => groupVersionOf(resource) === groupVersion);
  if (resources.length === 0) return undefined;
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: resources.flatMap(entries) };
}

const SUBRESOURCE_KINDS: Readonly<Record<string, { kind: string; verbs: readonly string[]; group?: string; version?: string }>> = {
  eviction: { kind: 'Eviction', verbs: ['create'], group: 'policy', version: 'v1' },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  log: { kind: 'Pod', verbs: ['get'] },
  portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  token: { kind: 'TokenRequest', verbs: ['create'], group: 'authentication.k8s.io', version: 'v1' },
  scale: { kind: 'Scale', verbs: ['get', 'patch', 'update'], group: 'autoscaling', version: 'v1' },
};

function entries({ plural, singular, namespaced, kind, verbs, shortNames, categories, subresources }: ApiResource): unknown[] {
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
  const below = subresources.map((subresource) => ({
    name: `${plural}/${subresource}`,
    singularName: '',
    namespaced,
    kind,
    verbs: ['get', 'patch', 'update'],
    ...SUBRESOURCE_KINDS[subresource],
  }));
  return [own, ...below];
}

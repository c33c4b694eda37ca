import { BlockList, isIP } from 'node:net';
import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { isServing } from '../world/is-serving';
import type { LabCvat, LabWorld } from '../world/world';
import { cvatJson, refusal } from './cvat-answer';
import { hasPort, isAtLeast, serverEnv, serviceOf } from './installation';
import { OWNER } from './library';
import { paginated } from './pagination';

type Storage = LabCvat['cloudStorages'][number];

const CREATED = '2025-07-02T08:10:00Z';

export function listCloudStorages(world: LabWorld, request: LabRequest): LabAnswer {
  return paginated(world.cvat.cloudStorages.map(shown), request);
}

export function getCloudStorage(world: LabWorld, id: string): LabAnswer {
  const found = find(world, id);
  return found ? cvatJson(200, shown(found)) : refusal(404, 'Not found.');
}

/**
 * GET /api/cloudstorages/ID/status: CVAT asks the bucket now, through its egress proxy. The proxy's refusal of a private address looks like a bucket
 * that is not there. An address where nothing answers is 400 with a text up to 2.49, NOT_FOUND since.
 */
export function cloudStorageStatus(world: LabWorld, id: string): LabAnswer {
  const storage = find(world, id);
  if (!storage) return refusal(404, 'Not found.');
  const reached = reach(world, storage);
  if (reached !== 'unreachable') return cvatJson(200, reached === 'denied' ? 'NOT_FOUND' : storage.status);
  if (isAtLeast(world.cvat.version, [2, 50])) return cvatJson(200, 'NOT_FOUND');
  return cvatJson(400, `Could not connect to the endpoint URL: "${storage.endpoint}/${storage.resource}"`);
}

function find(world: LabWorld, id: string): Storage | undefined {
  return world.cvat.cloudStorages.find((one) => String(one.id) === id);
}

function shown(storage: Storage) {
  const attributes = new URLSearchParams(storage.endpoint ? { endpoint_url: storage.endpoint, region: 'us-east-1' } : {});
  return {
    id: storage.id,
    owner: OWNER,
    manifests: [],
    created_date: CREATED,
    updated_date: CREATED,
    provider_type: storage.provider,
    resource: storage.resource,
    display_name: storage.displayName,
    credentials_type: 'KEY_SECRET_KEY_PAIR',
    specific_attributes: attributes.toString(),
    description: '',
    organization: null,
  };
}

/** How far the server's question comes: name → Service → proxy → somebody who answers. */
function reach(world: LabWorld, { endpoint }: Storage): 'answered' | 'denied' | 'unreachable' {
  if (!endpoint || !URL.canParse(endpoint)) return 'answered';
  const { hostname, port: given, protocol } = new URL(endpoint);
  const port = Number(given || (protocol === 'https:' ? 443 : 80));
  const service = serviceOf(world, hostname);
  const address = isIP(hostname) ? hostname : String(service?.spec?.clusterIP ?? '');
  if (!address) return hostname.endsWith('.local') ? 'unreachable' : 'answered';
  if (isPrivate(address) && !isAllowed(serverEnv(world, 'SMOKESCREEN_OPTS') ?? '', address, port)) return 'denied';
  if (!service) return 'answered';
  const { namespace, name } = service.metadata;
  return hasPort(service, port) && isServing(world, 'Deployment', name, namespace) ? 'answered' : 'unreachable';
}

const PRIVATE = blocks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '169.254.0.0/16']);

function isPrivate(address: string): boolean {
  return isIP(address) === 4 && PRIVATE.check(address);
}

/** Whether the proxy's options let the address and port through: ranges and single addresses, the latter with or without a port. */
function isAllowed(options: string, address: string, port: number): boolean {
  const given = [...options.matchAll(/--allow-(range|address)[= ](\S+)/g)];
  return given.some(([, kind, value = '']) => (kind === 'range' ? blocks([value]).check(address) : value === address || value === `${address}:${port}`));
}

function blocks(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    if (isIP(network) === 4 && /^\d+$/.test(prefix) && Number(prefix) <= 32) list.addSubnet(network, Number(prefix));
  }
  return list;
}

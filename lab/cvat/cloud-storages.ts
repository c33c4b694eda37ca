import type { LabAnswer, LabRequest } from '../http/start-http-server';
import type { LabCvat, LabWorld } from '../world/world';
import { cvatJson, refusal } from './cvat-answer';
import { isAtLeast } from './installation';
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
 * GET /api/cloudstorages/ID/status: a JSON string. `UNREACHABLE` in the world, an address where nothing answers, is 400 with a text up to 2.49 and
 * NOT_FOUND since. (What the egress proxy refuses looks like a missing bucket in every version.)
 */
export function cloudStorageStatus(world: LabWorld, id: string): LabAnswer {
  const storage = find(world, id);
  if (!storage) return refusal(404, 'Not found.');
  if (storage.status !== 'UNREACHABLE') return cvatJson(200, storage.status);
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

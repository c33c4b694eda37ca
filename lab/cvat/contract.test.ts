import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import { LAB_USER } from './authenticate';
import { documentedPaths, faults } from './contract/openapi';
import { put, smallWorld } from './contract/small-world';
import { startCvat } from './start-cvat';

let world: LabWorld;
let server: RunningServer;

beforeAll(async () => {
  world = smallWorld();
  const labels = { 'nuclio.io/function-name': 'yolo' };
  put(world, 'apps/v1', 'Deployment', 'nuclio-yolo', { labels });
  put(world, 'v1', 'Pod', 'nuclio-yolo-1', { labels, status: { conditions: [{ type: 'Ready', status: 'True' }] } });
  server = await startCvat(world, 0);
});
afterAll(() => server.close());

/** An id that exists, and a body, for each documented request that needs one. */
const IDS: Readonly<Record<string, string>> = {
  '/api/lambda/functions/{func_id}': 'yolo',
  '/api/lambda/requests/{id}': 'r1',
  '/api/cloudstorages/{id}': '1',
  '/api/cloudstorages/{id}/status': '1',
  '/api/projects/{id}': '1',
  '/api/tasks/{id}': '11',
  '/api/jobs/{id}': '110',
};
const BODIES: Readonly<Record<string, unknown>> = {
  '/api/auth/login': LAB_USER,
  '/api/lambda/functions/{func_id}': { task: 11, frame: 0 },
  '/api/lambda/requests': { function: 'yolo', task: 19 },
};
const EMPTY = new Set([204]);

describe('every documented answer', () => {
  it.each(documentedPaths)('$method $path is as CVAT documents it', async ({ path, method }) => {
    const url = server.url + path.replace(/\{\w+\}/, IDS[path] ?? '');
    const body = method === 'post' ? JSON.stringify(BODIES[path]) : undefined;
    const answer = await fetch(url, { method: method.toUpperCase(), headers: { authorization: `Token ${world.cvat.token}` }, ...(body ? { body } : {}) });
    const text = await answer.text();
    expect(faults(path, method, answer.status, answer.headers.get('content-type') ?? '', EMPTY.has(answer.status) ? undefined : JSON.parse(text))).toEqual([]);
  });

  it('would not pass with another shape', () => {
    expect(faults('/api/server/about', 'get', 200, 'application/vnd.cvat+json', { version: '2.46.1' })).not.toEqual([]);
    expect(faults('/api/server/about', 'get', 418, 'application/vnd.cvat+json', {})).not.toEqual([]);
  });
});

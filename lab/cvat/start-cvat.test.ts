import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { configuredWay } from '@/lib/domain/configured-way';
import type { RunningServer } from '../http/start-http-server';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { LAB_USER } from './authenticate';
import { change, put, smallWorld } from './contract/small-world';
import { startCvat } from './start-cvat';

const FUNCTION = 'nuclio.io/v1beta1/NuclioFunction';
const SERVER = 'apps/v1/Deployment';

let world: LabWorld;
let server: RunningServer;

beforeEach(async () => {
  world = smallWorld();
  server = await startCvat(world, 0);
});
afterEach(() => server.close());

const client = () => createCvatApi({ way: async () => configuredWay(server.url), token: async () => world.cvat.token });
const get = (path: string, headers: Record<string, string> = { authorization: `Token ${world.cvat.token}` }) => fetch(server.url + path, { headers });
const setEnv = (name: string, value: string) =>
  change(world, SERVER, 'cvat-backend-server', (draft) => {
    const { env } = draft.spec.template.spec.containers[0];
    const found = env.find((one: { name: string }) => one.name === name);
    if (found) found.value = value;
    else env.push({ name, value });
  });

describe('the list of models', () => {
  const models = () => client().models();

  it('has the functions of the project, whatever their state', async () => {
    change(world, FUNCTION, 'yolo', (draft) => Object.assign(draft.status, { state: 'error' }));
    const item = { id: 'yolo', name: 'YOLO', kind: 'detector', labels: ['ball'], description: 'Finds the ball' };
    expect(await models()).toEqual({ httpStatus: 200, functions: [item] });
  });

  it.each<[string, (draft: LabObject) => void]>([
    ['a type CVAT does not know', (draft) => Object.assign(draft.metadata.annotations ?? {}, { type: 'segmenter' })],
    ['the same label twice', (draft) => Object.assign(draft.metadata.annotations ?? {}, { spec: '[{"name":"a"},{"name":"a"}]' })],
    ['another project', (draft) => Object.assign(draft.metadata.labels ?? {}, { 'nuclio.io/project-name': 'default' })],
    ['a tracker of no shapes', (draft) => Object.assign(draft.metadata.annotations ?? {}, { type: 'tracker', supported_shape_types: '' })],
  ])('leaves out a function with %s', async (_, spoil) => {
    change(world, FUNCTION, 'yolo', spoil);
    expect(await models()).toEqual({ httpStatus: 200, functions: [] });
  });

  it.each<[string, (draft: LabObject) => void]>([
    ['no description', (draft) => Object.assign(draft.spec, { description: '' })],
    ['no annotations', (draft) => delete draft.metadata.annotations],
    ['labels that are no JSON', (draft) => Object.assign(draft.metadata.annotations ?? {}, { spec: '[{' })],
    ['a label without a name', (draft) => Object.assign(draft.metadata.annotations ?? {}, { spec: '[{"id":1}]' })],
    ['a version that is no number', (draft) => Object.assign(draft.metadata.annotations ?? {}, { version: 'two' })],
  ])('fails as a whole for one function with %s', async (_, spoil) => {
    put(world, 'nuclio.io/v1beta1', 'NuclioFunction', 'good', {
      labels: { 'nuclio.io/project-name': 'cvat' },
      annotations: { type: 'detector' },
      spec: { description: 'fine' },
    });
    change(world, FUNCTION, 'yolo', spoil);
    expect(await models()).toEqual({ httpStatus: 500, functions: [] });
  });

  it.each([
    ['the dashboard is down', () => Object.assign(world.nuclio, { dashboardDown: true }), 503, 'Connection refused'],
    ['the port is wrong', () => setEnv('CVAT_NUCLIO_PORT', '80'), 503, 'Connection refused'],
    ['the host is unknown', () => setEnv('CVAT_NUCLIO_HOST', 'nuclio'), 503, 'Name or service not known'],
    ['the port stands twice', () => setEnv('CVAT_NUCLIO_HOST', 'cvat-nuclio-dashboard:8070'), 500, 'Failed to parse'],
  ])('says what Nuclio’s client said when %s', async (_, spoil, httpStatus, words) => {
    spoil();
    expect(await models()).toEqual({ httpStatus, functions: [], errorText: expect.stringContaining(words) });
  });
});

describe('health', () => {
  const failing = async () => (await client().health()).plugins.filter(({ working }) => !working).map(({ name }) => name);

  it('is good in a good world', async () => {
    expect(await client().health()).toMatchObject({ httpStatus: 200 });
    expect(await failing()).toEqual([]);
  });

  it('fails the media cache when the store refuses writes, and answers 500 with JSON', async () => {
    world.kvrocks.writeError = 'No space left on device';
    expect(await client().health()).toMatchObject({ httpStatus: 500 });
    expect(await failing()).toEqual(['Cache backend: media']);
  });

  it('tells what the world says of each plugin', async () => {
    world.cvat.health = { DiskUsage: 'warning: host 91.6% disk usage exceeds 90%', DatabaseBackend: 'unavailable: Database error' };
    expect(await failing()).toEqual(['DatabaseBackend', 'DatabaseBackend[default]', 'DiskUsage']);
  });

  it('knows JSON and HTML, and nothing else', async () => {
    expect((await get('/api/server/health/', { accept: 'application/vnd.cvat+json' })).status).toBe(406);
    expect((await get('/api/server/health/', { accept: 'application/json' })).status).toBe(200);
    expect((await get('/api/server/health')).status).toBe(404);
  });
});

describe('cloud storages', () => {
  it('tell their address and what the bucket said', async () => {
    expect((await client().cloudStorages()).map(({ status, endpoint }) => [status, endpoint])).toEqual([
      ['AVAILABLE', 'http://minio.minio.svc.cluster.local'],
      ['FORBIDDEN', undefined],
    ]);
  });

  it('cannot be asked where nothing answers, which newer versions call not found', async () => {
    const first = async () => (await client().cloudStorages())[0]?.status;
    Object.assign(world.cvat.cloudStorages[0] ?? {}, { status: 'UNREACHABLE' });
    expect(await first()).toBe('FAILED');
    world.cvat.version = '2.54.1';
    expect(await first()).toBe('NOT_FOUND');
  });
});

describe('who may ask', () => {
  it('refuses a missing and a wrong token, and access tokens before their time', async () => {
    expect((await get('/api/lambda/functions', {})).status).toBe(401);
    expect((await get('/api/lambda/functions', { authorization: 'Token wrong' })).status).toBe(401);
    const bearer = { authorization: `Bearer ${world.cvat.token}` };
    expect((await get('/api/lambda/functions', bearer)).status).toBe(401);
    world.cvat.version = '2.48.0';
    expect((await get('/api/lambda/functions', bearer)).status).toBe(200);
    await expect(createCvatApi({ way: async () => configuredWay(server.url), token: async () => 'wrong' }).models()).rejects.toMatchObject({
      code: 'cvat-denied',
    });
  });

  it('lets a session in, and lets it change something only with its CSRF token', async () => {
    const login = await fetch(`${server.url}/api/auth/login`, { method: 'POST', body: JSON.stringify(LAB_USER) });
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await get('/api/users/self', { cookie })).status).toBe(200);
    const cancel = (headers: Record<string, string>) => fetch(`${server.url}/api/lambda/requests/r1`, { method: 'DELETE', headers: { cookie, ...headers } });
    expect((await cancel({})).status).toBe(403);
    expect((await cancel({ 'x-csrftoken': login.headers.get('x-csrftoken') ?? '' })).status).toBe(204);
  });

  it('fails for everybody who is logged in while the permission service is away', async () => {
    world.cvat.health = { OPAHealthCheck: 'unknown error: connection refused' };
    expect((await get('/api/users/self')).status).toBe(500);
    expect(await createCvatApi({ way: async () => configuredWay(server.url) }).about()).toMatchObject({ version: '2.46.1' });
  });

  it('does not render plain JSON', async () => {
    expect((await get('/api/server/about', { accept: 'application/json' })).status).toBe(406);
  });
});

describe('auto-annotation requests', () => {
  it('shows failed ones only when asked for by id', async () => {
    expect((await client().inferenceRequests()).map(({ id }) => id)).toEqual(['r1']);
    expect((await (await get('/api/lambda/requests/r2')).json()).exc_info).toBe('No space');
    expect((await get('/api/lambda/requests/nope')).status).toBe(404);
  });

  it('runs one a task', async () => {
    const start = (task: number) =>
      fetch(`${server.url}/api/lambda/requests`, {
        method: 'POST',
        headers: { authorization: `Token ${world.cvat.token}` },
        body: JSON.stringify({ function: 'yolo', task }),
      });
    expect((await start(11)).status).toBe(409);
    expect((await start(12)).status).toBe(200);
    expect(world.cvat.inference.find(({ task }) => task === 12)).toMatchObject({ status: 'queued', progress: 0 });
  });
});

describe('an inference', () => {
  const call = () =>
    fetch(`${server.url}/api/lambda/functions/yolo`, { method: 'POST', headers: { authorization: `Token ${world.cvat.token}` }, body: '{"task":11}' });

  it('passes through Nuclio, and hands its failure on', async () => {
    expect((await call()).status).toBe(500);
    expect(await (await call()).json()).toContain('/api/function_invocations');
  });

  it('tells the time a GPU or a CPU would have taken, without taking it', async () => {
    const labels = { 'nuclio.io/function-name': 'yolo' };
    put(world, 'apps/v1', 'Deployment', 'nuclio-yolo', { labels });
    put(world, 'v1', 'Pod', 'nuclio-yolo-1', { labels, status: { conditions: [{ type: 'Ready', status: 'True' }] } });
    const slow = await call();
    expect(slow.headers.get('x-lab-seconds')).toBe('2.9');
    expect(await slow.json()).toEqual([expect.objectContaining({ label: 'ball' })]);
    world.gpus.set('yolo', { devices: true, cuda: true, cudaDetail: undefined });
    expect((await call()).headers.get('x-lab-seconds')).toBe('0.08');
  });
});

describe('pages', () => {
  it('are ten long, or as asked', async () => {
    const page = await (await get('/api/jobs?page=2&page_size=3')).json();
    expect(page).toMatchObject({ count: 12, next: expect.stringContaining('page=3'), previous: expect.stringContaining('page=1') });
    expect(page.results).toHaveLength(3);
    expect((await (await get('/api/jobs')).json()).results).toHaveLength(10);
    expect((await (await get('/api/jobs?page_size=all')).json()).results).toHaveLength(12);
    expect((await get('/api/jobs?page=9')).status).toBe(404);
  });
});

describe('a server that is down', () => {
  it('gives no answer', async () => {
    world.cvat.down = true;
    await expect(client().about()).rejects.toMatchObject({ code: 'cvat-unreachable' });
  });

  it('tells the lab’s time', async () => {
    expect((await get('/api/server/about')).headers.get('date')).toBe('Thu, 29 Jan 2026 10:00:00 GMT');
  });
});

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configuredWay } from '@/lib/domain/configured-way';
import { AppError } from '@/lib/domain/errors';
import { createNuclioApi, type NuclioApi } from './create-nuclio-api';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: unknown;
}

let seen: Seen[] = [];
let next: (path: string) => { status: number; body: string } = () => ({ status: 204, body: '' });
let api: NuclioApi;

const server = createServer(async (request, answer) => {
  let text = '';
  for await (const piece of request) text += piece;
  seen.push({ method: request.method, url: request.url, headers: request.headers, body: text ? JSON.parse(text) : undefined });
  const { status, body } = next(request.url ?? '');
  answer.writeHead(status, { 'content-type': 'application/json' }).end(body);
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  api = createNuclioApi({ way: async () => configuredWay(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), namespace: 'cvat' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

const named = { namespace: 'cvat', name: 'detector' };
const nuclioSays = (error: string) => JSON.stringify({ error, errorStackTrace: `\nError - ${error}\nCall stack:\n${error}\n` });

const act = {
  delete: () => api.deleteFunction({ ...named, resourceVersion: '7' }),
  create: () => api.createFunction({ ...named, metadata: {}, spec: {} }),
  start: () => api.startFunction(named),
  update: () => api.updateFunction({ ...named, resourceVersion: '7', metadata: {}, spec: {} }),
};

/** Every class of answer a real dashboard (1.14.1) gave to the four actions: code, its words, and what they mean here. */
const answers: [action: keyof typeof act, status: number, body: string, meaning: string, reason?: string][] = [
  ['delete', 204, '', 'done'],
  ['delete', 409, nuclioSays('Function resource version is stale'), 'cluster-conflict'],
  ['delete', 412, nuclioSays('Function is being provisioned and cannot be deleted'), 'nuclio-refused', 'being_provisioned'],
  ['delete', 412, nuclioSays('Function is used by api gateways'), 'nuclio-refused', 'used_by_gateway'],
  ['delete', 412, nuclioSays('worded otherwise in a later version'), 'nuclio-refused', 'being_provisioned'],
  ['delete', 400, nuclioSays('Function name must be provided in metadata'), 'nuclio-refused', 'invalid_request'],
  ['delete', 400, nuclioSays('unexpected end of JSON input'), 'nuclio-refused', 'invalid_request'],
  ['delete', 405, '', 'nuclio-refused', 'refused'],
  ['create', 202, '', 'done'],
  ['create', 409, nuclioSays('Cannot create two functions with the same name'), 'nuclio-refused', 'name_taken'],
  ['create', 412, nuclioSays('Project does not exist'), 'nuclio-refused', 'project_missing'],
  ['create', 412, nuclioSays('Function name dashboard is reserved and cannot be used.'), 'nuclio-refused', 'name_reserved'],
  ['create', 400, nuclioSays('Min replicas must be less than or equal to max replicas'), 'nuclio-refused', 'invalid_request'],
  ['create', 500, nuclioSays('Non existing function cannot be created with neverBuild mode'), 'nuclio-failed'],
  ['create', 500, nuclioSays('Timed out waiting for creation state to be set'), 'nuclio-failed'],
  ['start', 202, '', 'done'],
  ['start', 204, '', 'done'],
  ['start', 404, nuclioSays('Function not found'), 'target-gone'],
  ['start', 412, nuclioSays('No image field in function config spec, unable to redeploy'), 'nuclio-refused', 'no_image'],
  ['start', 412, nuclioSays('Cannot scale to zero a function with non-zero min replicas'), 'nuclio-refused', 'cannot_scale_to_zero'],
  ['start', 400, nuclioSays('Failed to parse JSON body'), 'nuclio-refused', 'invalid_request'],
  ['start', 500, '', 'nuclio-failed'],
  ['update', 202, '', 'done'],
  ['update', 409, nuclioSays('Function resource version is stale'), 'cluster-conflict'],
  ['update', 412, nuclioSays('Function cannot be updated when existing function is being provisioned'), 'nuclio-refused', 'being_provisioned'],
  ['update', 500, nuclioSays('Non existing function cannot be created with neverBuild mode'), 'nuclio-failed'],
  ['update', 403, 'forbidden by a proxy', 'nuclio-refused', 'access_denied'],
];

describe('an answer of the dashboard', () => {
  it.each(answers)('to %s: %i %s is %s %s', async (...[action, status, body, meaning, reason]) => {
    next = () => ({ status, body });
    const outcome = await act[action]().then(
      () => 'done',
      (error: unknown) => error,
    );
    if (meaning === 'done') return expect(outcome).toBe('done');
    expect(outcome).toBeInstanceOf(AppError);
    expect(outcome).toMatchObject({ code: meaning });
    if (reason) expect((outcome as AppError).userMessage.params).toEqual({ reason });
    return expect(seen).toHaveLength(1);
  });
});

describe('what is sent', () => {
  beforeEach(() => {
    next = () => ({ status: 202, body: '' });
  });

  it('deletes by name, namespace and the planned version in the body', async () => {
    await act.delete();
    expect(seen[0]).toMatchObject({
      method: 'DELETE',
      url: '/api/functions',
      headers: { 'x-nuclio-function-namespace': 'cvat', 'content-type': 'application/json' },
      body: { metadata: { name: 'detector', namespace: 'cvat', resourceVersion: '7' } },
    });
    expect(seen[0]?.headers).not.toHaveProperty('x-nuclio-delete-function-ignore-state-validation');
  });

  it('says so when a function is to be deleted while it is being provisioned', async () => {
    await api.deleteFunction({ ...named, resourceVersion: '7', whileProvisioning: true });
    expect(seen[0]?.headers['x-nuclio-delete-function-ignore-state-validation']).toBe('true');
  });

  it('starts with the wanted state ready', async () => {
    await act.start();
    expect(seen[0]).toMatchObject({ method: 'PATCH', url: '/api/functions/detector', body: { desiredState: 'ready' } });
  });

  it('updates with neverBuild, the planned version, and the name that was checked', async () => {
    const metadata = { name: 'other', namespace: 'default', uid: 'u', labels: { a: 'b' }, annotations: { type: 'detector' } };
    await api.updateFunction({ ...named, resourceVersion: '7', metadata, spec: { image: 'i', build: { registry: 'r', mode: 'alwaysBuild' } } });
    expect(seen[0]).toMatchObject({ method: 'PUT', url: '/api/functions/detector' });
    expect(seen[0]?.body).toEqual({
      metadata: { name: 'detector', namespace: 'cvat', resourceVersion: '7', labels: { a: 'b' }, annotations: { type: 'detector' } },
      spec: { image: 'i', build: { registry: 'r', mode: 'neverBuild' } },
    });
  });

  it('creates without a version, which a new function cannot have', async () => {
    await api.createFunction({ ...named, metadata: { resourceVersion: '3', labels: { 'nuclio.io/project-name': 'cvat' } }, spec: { image: 'i' } });
    expect(seen[0]?.body).toEqual({ metadata: { name: 'detector', namespace: 'cvat', labels: { 'nuclio.io/project-name': 'cvat' } }, spec: { image: 'i' } });
  });

  it('lets no name into a path that is not an object name', async () => {
    await expect(api.startFunction({ namespace: 'cvat', name: '..' })).rejects.toMatchObject({ code: 'invalid-name' });
    await expect(api.deleteFunction({ namespace: 'a/b', name: 'x', resourceVersion: '1' })).rejects.toMatchObject({ code: 'invalid-name' });
    expect(seen).toHaveLength(0);
  });
});

describe('a dashboard that does not answer', () => {
  const throwing = (cause: Error) => createNuclioApi({ way: async () => configuredWay('http://nuclio'), fetch: () => Promise.reject(cause) });
  const coded = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });
  const late = new DOMException('late', 'TimeoutError');

  it('is unreachable for a write only when the request cannot have arrived', async () => {
    await expect(throwing(coded('ECONNREFUSED')).startFunction(named)).rejects.toMatchObject({ code: 'nuclio-unreachable' });
    await expect(throwing(coded('ECONNRESET')).startFunction(named)).rejects.toMatchObject({ code: 'timed-out' });
    await expect(throwing(late).startFunction(named)).rejects.toMatchObject({ code: 'timed-out' });
  });

  it('is slow, not down, when a read takes longer than its patience', async () => {
    await expect(throwing(late).dashboard()).rejects.toMatchObject({ code: 'timed-out' });
    await expect(throwing(coded('ECONNRESET')).dashboard()).rejects.toMatchObject({ code: 'nuclio-unreachable' });
  });
});

describe('the probe', () => {
  it('tells version and both times', async () => {
    next = (path) => ({ status: 200, body: path === '/api/versions' ? '{"dashboard":{"label":"1.14.1","os":"linux"}}' : '{}' });
    expect(await api.dashboard()).toEqual({ version: '1.14.1', ms: expect.any(Number), listMs: expect.any(Number) });
    expect(seen.map(({ url }) => url)).toEqual(['/api/versions', '/api/functions']);
  });

  it('leaves out an empty version and the time of a list that failed', async () => {
    next = (path) => (path === '/api/versions' ? { status: 200, body: '{"dashboard":{"label":""}}' } : { status: 500, body: nuclioSays('no API server') });
    expect(await api.dashboard()).toEqual({ ms: expect.any(Number) });
  });

  it('does not take some other server for Nuclio', async () => {
    next = () => ({ status: 200, body: '<html></html>' });
    await expect(api.dashboard()).rejects.toMatchObject({ code: 'nuclio-failed' });
    next = () => ({ status: 404, body: '404 page not found' });
    await expect(api.dashboard()).rejects.toMatchObject({ code: 'nuclio-failed' });
  });
});

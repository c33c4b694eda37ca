import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configuredWay } from '@/lib/domain/configured-way';
import { createCvatApi } from './create-cvat-api';

type Page = { status?: number; type?: string; body: string };

const TOKEN = '0123456789abcdef0123456789abcdef01234567';
const ABOUT: Page = { body: '{"name":"CVAT","version":"2.39.0"}' };
let pages: Record<string, Page> = {};
let asked: { url: string; accept: string | undefined; authorization: string | undefined }[] = [];
let address = '';
const way = async () => configuredWay(address);

const server = createServer((request, answer) => {
  const { url = '', headers } = request;
  asked.push({ url, accept: headers.accept, authorization: headers.authorization });
  const page = pages[url];
  if (!page) return answer.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
  return answer.writeHead(page.status ?? 200, { 'content-type': page.type ?? 'application/vnd.cvat+json' }).end(page.body);
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  pages = { '/api/server/about': ABOUT };
  asked = [];
});

const withToken = () => createCvatApi({ way, token: async () => TOKEN });

describe('without a token', () => {
  it('still tells version and health, and sends no credentials', async () => {
    pages['/api/server/health/?format=json'] = { body: '{"OPAHealthCheck":"working"}' };
    const api = createCvatApi({ way });
    expect(await api.about()).toEqual({ version: '2.39.0', ms: expect.any(Number) });
    expect(await api.health()).toEqual({ httpStatus: 200, plugins: [{ name: 'OPAHealthCheck', status: 'working', working: true }] });
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it('calls everything else not configured, without asking', async () => {
    for (const token of [undefined, ' ']) {
      const api = createCvatApi({ way, token: async () => token });
      for (const read of [api.models, api.inferenceRequests, api.cloudStorages]) await expect(read()).rejects.toMatchObject({ code: 'not-configured' });
    }
    expect(asked).toHaveLength(0);
  });
});

describe('health', () => {
  const HEALTH = '/api/server/health/?format=json';

  it('takes a 500 with the plugins in it for the answer it is', async () => {
    const body = JSON.stringify({ 'Cache backend: media': 'unexpected result: Connection Error', DiskUsage: 'working' });
    pages[HEALTH] = { status: 500, type: 'application/json', body };
    expect(await withToken().health()).toEqual({
      httpStatus: 500,
      plugins: [
        { name: 'Cache backend: media', status: 'unexpected result: Connection Error', working: false },
        { name: 'DiskUsage', status: 'working', working: true },
      ],
    });
    expect(asked[0]).toMatchObject({ accept: 'application/json' });
  });

  it('takes a page of something in between for a failure', async () => {
    pages[HEALTH] = { status: 500, type: 'text/html', body: '<h1>Server Error (500)</h1>' };
    await expect(withToken().health()).rejects.toMatchObject({ code: 'cvat-failed' });
    pages[HEALTH] = { status: 503, body: '{}' };
    await expect(withToken().health()).rejects.toMatchObject({ code: 'cvat-failed' });
  });
});

describe('models', () => {
  const LIST = '/api/lambda/functions';

  it('lists what annotators can choose, asking as CVAT wants to be asked', async () => {
    pages[LIST] = {
      body: JSON.stringify([
        { id: 'a', kind: 'detector', name: 'A', description: 'finds', labels_v2: [{ name: 'person', type: 'any', attributes: [] }], version: 1, new: true },
        { id: 'b', kind: 'tracker', name: '', description: '' },
      ]),
    };
    expect(await withToken().models()).toEqual({
      httpStatus: 200,
      functions: [
        { id: 'a', name: 'A', kind: 'detector', labels: ['person'], description: 'finds' },
        { id: 'b', name: 'b', kind: 'tracker', labels: [] },
      ],
    });
    expect(asked.at(-1)).toEqual({ url: LIST, accept: 'application/vnd.cvat+json', authorization: `Token ${TOKEN}` });
  });

  it('tells how the list failed: in words where CVAT has some', async () => {
    pages[LIST] = { status: 503, body: '"HTTPConnectionPool(host=\'nuclio\', port=8070): Max retries exceeded"' };
    expect(await withToken().models()).toEqual({ httpStatus: 503, functions: [], errorText: expect.stringContaining('Max retries') });
    pages[LIST] = { status: 500, type: 'text/html', body: '<h1>Server Error (500)</h1>' };
    expect(await withToken().models()).toEqual({ httpStatus: 500, functions: [] });
  });

  it('says denied for a token that is not accepted', async () => {
    for (const status of [401, 403]) {
      pages[LIST] = { status, body: '{"detail":"Invalid token."}' };
      await expect(withToken().models()).rejects.toMatchObject({ code: 'cvat-denied' });
    }
  });
});

describe('inference requests', () => {
  it('keeps what is known of each, and of a traceback the last line without secrets', async () => {
    const traceback = 'Traceback (most recent call last):\n  File "x.py"\nConnectionError: redis://:pw@cvat-kvrocks:6666\n';
    pages['/api/lambda/requests'] = {
      body: JSON.stringify([
        { id: 'r1', function: { id: 'yolo', task: 7, threshold: null }, status: 'started', progress: 40, enqueued: 't1', started: 't2', exc_info: null },
        { id: 'r2', function: { id: null }, status: 'queued', progress: null, exc_info: traceback },
      ]),
    };
    expect(await withToken().inferenceRequests()).toEqual([
      { id: 'r1', functionId: 'yolo', task: 7, status: 'started', progress: 40, enqueuedAt: 't1', startedAt: 't2' },
      { id: 'r2', functionId: '', status: 'queued', error: 'ConnectionError: redis://:[redacted]@cvat-kvrocks:6666' },
    ]);
  });

  it('does not guess at another shape', async () => {
    pages['/api/lambda/requests'] = { body: '{"results":[]}' };
    await expect(withToken().inferenceRequests()).rejects.toMatchObject({ code: 'cvat-failed' });
  });
});

describe('cloud storages', () => {
  const storage = (id: number, specific_attributes = '') => ({
    id,
    display_name: `s${id}`,
    provider_type: 'AWS_S3_BUCKET',
    resource: 'bucket',
    specific_attributes,
    credentials_type: 'KEY_SECRET_KEY_PAIR',
  });
  const page = (next: string | null, ...results: unknown[]) => ({ body: JSON.stringify({ count: 3, next, previous: null, results }) });

  it('reads every page and the status of each', async () => {
    pages['/api/cloudstorages?page=1&page_size=100'] = page(
      'http://elsewhere/api',
      storage(1, 'endpoint_url=http%3A%2F%2Fk%3As%40minio%3A9000&region=r'),
      storage(2),
    );
    pages['/api/cloudstorages?page=2&page_size=100'] = page(null, storage(3));
    pages['/api/cloudstorages/1/status'] = { body: '"AVAILABLE"' };
    pages['/api/cloudstorages/2/status'] = { status: 400, body: '"Could not connect to the endpoint URL"' };
    const found = await withToken().cloudStorages();
    expect(found).toEqual([
      { id: 1, displayName: 's1', provider: 'AWS_S3_BUCKET', resource: 'bucket', endpoint: 'http://k:[redacted]@minio:9000', status: 'AVAILABLE' },
      { id: 2, displayName: 's2', provider: 'AWS_S3_BUCKET', resource: 'bucket', status: 'FAILED' },
      { id: 3, displayName: 's3', provider: 'AWS_S3_BUCKET', resource: 'bucket' },
    ]);
  });
});

describe('a CVAT that does not answer', () => {
  const throwing = (cause: Error) => createCvatApi({ way, token: async () => TOKEN, fetch: () => Promise.reject(cause) });

  it('is unreachable without a connection and slow when patience runs out', async () => {
    const refused = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
    await expect(throwing(refused).about()).rejects.toMatchObject({ code: 'cvat-unreachable' });
    await expect(throwing(new DOMException('late', 'TimeoutError')).models()).rejects.toMatchObject({ code: 'timed-out' });
  });
});

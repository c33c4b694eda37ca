import { fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CvatApi, createCvatApi } from '@/lib/cvat/create-cvat-api';
import { configuredWay } from '@/lib/domain/configured-way';
import type { RunningServer } from '../http/start-http-server';
import { type AskedRequest, requestFaults } from './contract/requests';
import { smallWorld } from './contract/small-world';
import { startCvat } from './start-cvat';

const world = smallWorld();
let server: RunningServer;
let api: CvatApi;
let asked: AskedRequest[] = [];

beforeAll(async () => {
  server = await startCvat(world, 0);
  api = createCvatApi({
    way: async () => configuredWay(server.url),
    token: async () => world.cvat.token,
    fetch: (input, init) => {
      const url = new URL(String(input));
      const accept = new Headers(init?.headers as Record<string, string>).get('accept') ?? '';
      asked.push({ method: init?.method ?? 'GET', path: url.pathname, query: [...url.searchParams.keys()], accept, hasBody: init?.body !== undefined });
      return undiciFetch(input, init);
    },
  });
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

/** Answered by a Django application beside the REST framework: CVAT's document does not have it. */
const BESIDE_THE_DOCUMENT = new Set(['/api/server/health/']);

describe('every request that Loupe makes of CVAT', () => {
  const questions = ['about', 'health', 'user', 'models', 'inferenceRequests', 'cloudStorages'] as const;

  it.each(questions)('%s asks what CVAT’s document knows: path, method, parameters, media type', async (question) => {
    await api[question]();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ path }) => !BESIDE_THE_DOCUMENT.has(path)).flatMap(requestFaults)).toEqual([]);
  });

  it('is one of these: the client has no other', () => {
    expect(Object.keys(api).sort()).toEqual([...questions].sort());
  });

  it('would not pass with another path, parameter, media type or method', () => {
    const about = { method: 'GET', path: '/api/server/about', query: [], accept: 'application/vnd.cvat+json', hasBody: false };
    expect(requestFaults(about)).toEqual([]);
    expect(requestFaults({ ...about, path: '/api/server/abuot' })).not.toEqual([]);
    expect(requestFaults({ ...about, query: ['verbose'] })).not.toEqual([]);
    expect(requestFaults({ ...about, accept: 'application/json' })).not.toEqual([]);
    expect(requestFaults({ ...about, method: 'DELETE' })).not.toEqual([]);
    expect(requestFaults({ ...about, hasBody: true })).not.toEqual([]);
  });
});

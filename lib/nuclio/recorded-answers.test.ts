import { readFileSync } from 'node:fs';
import { Response } from 'undici';
import { describe, expect, it } from 'vitest';
import { configuredWay } from '@/lib/domain/configured-way';
import { AppError } from '@/lib/domain/errors';
import { functionFact } from '@/lib/k8s/map/function';
import type { Fetch } from '@/lib/nuclio/ask-dashboard';
import { createNuclioApi, type NuclioApi } from '@/lib/nuclio/create-nuclio-api';

interface Recorded {
  readonly line: number;
  readonly call?: string;
  readonly code?: number;
  readonly body?: unknown;
  readonly walk?: string;
  readonly now?: unknown;
  readonly resource?: Record<string, unknown>;
}

/** What a real Nuclio 1.14.1 answered; lab/nuclio/contract/README.md says how it was recorded. */
const recorded = readFileSync('lab/nuclio/contract/recorded-1.14.1.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((text, index) => ({ ...(JSON.parse(text) as Omit<Recorded, 'line'>), line: index + 1 }));

const named = { namespace: 'cvat', name: 'detector' };
const ACTIONS: readonly (readonly [pattern: RegExp, act: (api: NuclioApi) => Promise<unknown>])[] = [
  [/^POST \/api\/functions$/, (api) => api.createFunction({ ...named, metadata: {}, spec: {} })],
  [/^PUT \/api\/functions/, (api) => api.updateFunction({ ...named, resourceVersion: '7', metadata: {}, spec: {} })],
  [/^PATCH \/api\/functions/, (api) => api.startFunction(named)],
  [/^DELETE \/api\/functions/, (api) => api.deleteFunction({ ...named, resourceVersion: '7' })],
  [/^GET \//, (api) => api.dashboard()],
];

function apiAnswering({ code = 0, body = '' }: Recorded): NuclioApi {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const fetch: Fetch = async () => new Response([204, 205, 304].includes(code) ? null : text, { status: code });
  return createNuclioApi({ way: async () => configuredWay('http://nuclio'), fetch });
}

/** What each kind of answer has to become: done, or the one word for why not. */
function meaning(act: string, code: number): readonly string[] {
  if (code < 300) return act === 'GET' ? ['done', 'nuclio-failed'] : ['done'];
  if (act === 'GET') return ['nuclio-failed'];
  if (code >= 500) return ['nuclio-failed'];
  if (code === 409) return [act === 'POST' ? 'nuclio-refused' : 'cluster-conflict'];
  return [code === 404 && act === 'PATCH' ? 'target-gone' : 'nuclio-refused'];
}

const requests = recorded.filter(({ call = '', code }) => Number(code) > 0 && ACTIONS.some(([pattern]) => pattern.test(call)));

describe('each answer that a real Nuclio gave', () => {
  it.each(requests.map((line) => [line.line, line.call, line.code, line] as const))(
    'line %i, %s, %i, has one meaning',
    async (_, call = '', code = 0, line) => {
      const act = ACTIONS.find(([pattern]) => pattern.test(call))?.[1];
      const outcome = await act?.(apiAnswering(line)).then(
        () => 'done',
        (error: unknown) => error,
      );
      expect(outcome === 'done' || outcome instanceof AppError).toBe(true);
      expect(meaning(call.split(' ')[0] ?? '', code)).toContain(outcome === 'done' ? 'done' : (outcome as AppError).code);
    },
  );

  it('covers every kind of request, and most of the recording', () => {
    for (const [pattern] of ACTIONS) expect(requests.filter(({ call = '' }) => pattern.test(call)).length).toBeGreaterThan(3);
    expect(requests.length).toBeGreaterThan(200);
  });
});

describe('each state that a real Nuclio wrote', () => {
  const states = recorded.flatMap(({ line, now, resource }) => {
    if (resource) return [{ line, spec: {}, status: resource.status as Record<string, unknown> }];
    if (typeof now !== 'object' || now === null) return [];
    const { state, message, urls } = now as { state: string | null; message: string; urls: string[] | null };
    // The recorder wrote `null` where the field was absent.
    const status = { ...(state === null ? {} : { state }), ...(message ? { message } : {}), ...(urls ? { internalInvocationUrls: urls } : {}) };
    return [{ line, spec: {}, status }];
  });

  it.each(states.map((one) => [one.line, one] as const))('line %i is read as it stands', (_, { spec, status }) => {
    const metadata = { name: 'detector', namespace: 'cvat', uid: 'u', resourceVersion: '7' };
    const fact = functionFact({ apiVersion: 'nuclio.io/v1beta1', kind: 'NuclioFunction', metadata, spec, status });
    expect(fact.state).toBe(status.state);
    expect(fact.internalUrls).toEqual(status.internalInvocationUrls ?? []);
    expect(fact.message ?? '').toBe(fact.message?.trim() ?? '');
  });

  it('takes a message of nothing but a line break for none', () => {
    const metadata = { name: 'nr', namespace: 'cvat', uid: 'u', resourceVersion: '7' };
    const object = { apiVersion: 'nuclio.io/v1beta1', kind: 'NuclioFunction', metadata, spec: {}, status: { state: 'unhealthy', message: '\n' } };
    expect(functionFact(object)).not.toHaveProperty('message');
  });
});

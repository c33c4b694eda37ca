import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLabClock } from '../world/create-clock';
import { createWorld } from '../world/create-world';
import { API_RESOURCES } from './api-resources';
import { withKnownFields } from './field-validation';
import { type RequestInfo, readRequest } from './request-info';
import { startTestApi, TEST_START, type TestApi } from './test-api';

describe('fields a kind does not have', () => {
  let test: TestApi;
  const path = '/apis/apps/v1/namespaces/x/deployments';
  const body = {
    metadata: { name: 'd' },
    spec: {
      replicas: 0,
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    },
  };
  const patch = (query: string, spec: object, type = 'application/merge-patch+json') => test.call('PATCH', `${path}/d${query}`, { body: { spec }, type });

  beforeAll(async () => {
    test = await startTestApi();
    test.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } }, 'test');
    await test.call('POST', path, { body });
  });
  afterAll(() => test.close());

  it.each(['application/merge-patch+json', 'application/strategic-merge-patch+json'])('are refused where the request is strict: %s', async (type) => {
    const { code, body: status } = await patch('?fieldValidation=Strict', { nonsense: 1, template: { spec: { more: 2 } } }, type);
    expect([code, status.reason]).toEqual([422, 'Invalid']);
    expect(status.message).toMatch(
      /^ "" is invalid: patch: Invalid value: .*strict decoding error: unknown field "spec.nonsense", unknown field "spec.template.spec.more"$/,
    );
  });

  it('are refused in a new object, down to the elements of lists', async () => {
    const containers = [{ name: 'c', image: 'i', what: 1 }];
    const odd = { ...body, metadata: { name: 'e' }, spec: { ...body.spec, template: { ...body.spec.template, spec: { containers } } } };
    const { code, body: status } = await test.call('POST', `${path}?fieldValidation=Strict`, { body: odd });
    expect(code).toBe(400);
    expect(status.message).toContain('strict decoding error: unknown field "spec.template.spec.containers[0].what"');
  });

  it('are dropped with a warning otherwise, and silently where that is asked', async () => {
    const warned = await patch('', { nonsense: 1, minReadySeconds: 3 });
    expect([warned.code, warned.headers.get('warning'), warned.body.spec.nonsense, warned.body.spec.minReadySeconds]).toEqual([
      200,
      '299 - "unknown field \\"spec.nonsense\\""',
      undefined,
      3,
    ]);
    expect((await patch('?fieldValidation=Ignore', { nonsense: 1 })).headers.get('warning')).toBeNull();
    expect((await patch('?fieldValidation=Odd', {})).body.message).toContain('supported values: "", "Ignore", "Strict", "Warn"');
  });

  it('are none in the healthy installation', () => {
    const world = createWorld({ clock: createLabClock({ startAt: TEST_START, rate: 0 }), pods: 0 });
    const info = readRequest('PATCH', new URL('http://x/api/v1/nodes/x?fieldValidation=Strict')) as RequestInfo;
    for (const resource of API_RESOURCES) {
      for (const object of world.store.list(resource.stored)) expect(() => withKnownFields({ ...info, resource }, object, 'update')).not.toThrow();
    }
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDeployment, aPod, startTestApi, type TestApi } from './test-api';

let lab: TestApi;

beforeEach(async () => {
  lab = await startTestApi();
  for (const [name, tier] of [
    ['a', 'backend'],
    ['b', 'backend'],
    ['c', 'frontend'],
    ['d', 'cache'],
  ] as const) {
    lab.store.put(aPod(name, { tier, app: 'cvat' }), 'test');
  }
  lab.store.put({ ...aPod('e'), metadata: { name: 'e', namespace: 'other' } }, 'test');
});
afterEach(() => lab.close());

const namesOf = (list: { items: { metadata?: { name?: string } }[] }) => list.items.map(({ metadata }) => metadata?.name);

describe('lists', () => {
  it('come for a namespace or the whole cluster, in the order of keys', async () => {
    expect(namesOf(await lab.core.listNamespacedPod({ namespace: 'cvat' }))).toEqual(['a', 'b', 'c', 'd']);
    expect(namesOf(await lab.core.listPodForAllNamespaces())).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are of the version the store has', async () => {
    const list = await lab.core.listNamespacedPod({ namespace: 'cvat' });
    expect(list.metadata?.resourceVersion).toBe(String(lab.store.resourceVersion));
  });

  it('carry items without kind for built-in kinds, with it for custom resources', async () => {
    lab.store.put({ apiVersion: 'nuclio.io/v1beta1', kind: 'NuclioFunction', metadata: { name: 'f', namespace: 'cvat' }, spec: {} }, 'test');
    const pods = await lab.call('GET', '/api/v1/namespaces/cvat/pods');
    expect(pods.body).toMatchObject({ kind: 'PodList', apiVersion: 'v1' });
    expect(pods.body.items[0]).not.toHaveProperty('kind');
    const functions = await lab.call('GET', '/apis/nuclio.io/v1beta1/namespaces/cvat/nucliofunctions');
    expect(functions.body.items[0]).toMatchObject({ kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1' });
  });

  it.each([
    ['tier=backend', ['a', 'b']],
    ['tier==backend,app=cvat', ['a', 'b']],
    ['tier!=backend', ['c', 'd']],
    ['tier in (cache, frontend)', ['c', 'd']],
    ['tier notin (cache),app', ['a', 'b', 'c']],
    ['!tier', []],
  ])('select by labels: %s', async (labelSelector, expected) => {
    expect(namesOf(await lab.core.listNamespacedPod({ namespace: 'cvat', labelSelector }))).toEqual(expected);
  });

  it('select by fields, and refuse a field the kind does not offer', async () => {
    lab.store.change('v1/Pod', 'cvat', 'b', 'test', (pod) => Object.assign(pod.status, { phase: 'Failed' }), 'status');
    expect(namesOf(await lab.core.listNamespacedPod({ namespace: 'cvat', fieldSelector: 'status.phase!=Running' }))).toEqual(['b']);
    expect(namesOf(await lab.core.listPodForAllNamespaces({ fieldSelector: 'metadata.name=e,spec.nodeName=node-1' }))).toEqual(['e']);
    const refused = await lab.call('GET', '/api/v1/pods?fieldSelector=spec.hostname%3Dx');
    expect(refused.body).toMatchObject({ code: 400, reason: 'BadRequest', message: 'field label not supported: spec.hostname' });
  });

  it('come in pages that show the state of the first, whatever happens between', async () => {
    const first = await lab.core.listNamespacedPod({ namespace: 'cvat', limit: 3 });
    expect(first.metadata).toMatchObject({ remainingItemCount: 1 });
    lab.store.remove('v1/Pod', 'cvat', 'd');
    lab.store.put(aPod('z'), 'test');
    const second = await lab.core.listNamespacedPod({ namespace: 'cvat', limit: 3, _continue: first.metadata?._continue as string });
    expect(namesOf(second)).toEqual(['d']);
    expect(second.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
    expect(second.metadata?._continue).toBeUndefined();
  });

  it('cannot be continued once that state is forgotten', async () => {
    const first = await lab.call('GET', '/api/v1/namespaces/cvat/pods?limit=1');
    lab.store.put(aPod('z'), 'test');
    lab.store.compact();
    const second = await lab.call('GET', `/api/v1/namespaces/cvat/pods?limit=1&continue=${first.body.metadata.continue}`);
    expect(second.body).toMatchObject({ code: 410, reason: 'Expired', kind: 'Status' });
    expect((await lab.call('GET', '/api/v1/pods?limit=1&continue=nonsense')).code).toBe(400);
  });

  it('refuse a version that has not been yet', async () => {
    const answer = await lab.call('GET', '/api/v1/pods?resourceVersion=99999999');
    expect(answer.body).toMatchObject({ code: 504, reason: 'Timeout', details: { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterSeconds: 1 } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('can be had as a table', async () => {
    lab.store.put(aDeployment(), 'test');
    const response = await fetch(`${lab.api.url}/api/v1/namespaces/cvat/pods`, {
      headers: { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' },
    });
    const table = (await response.json()) as { kind: string; rows: { cells: unknown[]; object: unknown }[] };
    expect(table.kind).toBe('Table');
    expect(table.rows[0]?.cells.slice(0, 4)).toEqual(['a', '1/1', 'Running', 0]);
    expect(table.rows[0]?.object).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'a' } });
  });

  it('show the same events in both APIs', async () => {
    const event = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'x.1', namespace: 'cvat' }, involvedObject: { kind: 'Pod', name: 'a' } };
    lab.store.put({ ...event, message: 'Back-off', reason: 'BackOff', type: 'Warning', count: 3, lastTimestamp: '2026-01-05T08:00:00Z' }, 'kubelet');
    const old = await lab.core.listNamespacedEvent({ namespace: 'cvat', fieldSelector: 'involvedObject.name=a' });
    expect(old.items[0]).toMatchObject({ message: 'Back-off', count: 3 });
    const modern = await lab.call('GET', '/apis/events.k8s.io/v1/namespaces/cvat/events');
    expect(modern.body.items[0]).toMatchObject({ note: 'Back-off', regarding: { name: 'a' }, deprecatedCount: 3 });
  });

  it('carry the time of the lab', async () => {
    lab.clock.advance(3_600_000);
    const { headers } = await lab.call('GET', '/api/v1/pods');
    expect(headers.get('date')).toBe('Mon, 05 Jan 2026 09:00:00 GMT');
  });
});

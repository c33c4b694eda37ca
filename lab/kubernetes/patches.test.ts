import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManagedFieldsEntry } from '../world/managed-fields';
import { aDeployment, aPod, startTestApi, type TestApi } from './test-api';

let lab: TestApi;
const PATH = '/apis/apps/v1/namespaces/cvat/deployments/web';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const APPLY = 'application/apply-patch+yaml';

beforeEach(async () => {
  lab = await startTestApi();
  lab.store.put(aDeployment(), 'helm');
});
afterEach(() => lab.close());

const stored = () => lab.store.get('apps/v1/Deployment', 'cvat', 'web');
const patch = (body: unknown, type: string, query = '') => lab.call('PATCH', PATH + query, { body, type });
const container = (more: Record<string, unknown>) => ({ spec: { template: { spec: { containers: [{ name: 'main', ...more }] } } } });

describe('patches', () => {
  it('are taken from the real client, in the kind it names', async () => {
    const body = { spec: { replicas: 3 } };
    const request = { name: 'web', namespace: 'cvat', body, fieldManager: 'loupe' };
    const answer = await lab.apps.patchNamespacedDeployment(request, setHeaderOptions('Content-Type', PatchStrategy.MergePatch));
    expect(answer.spec?.replicas).toBe(3);
    expect(stored()?.spec.replicas).toBe(3);
  });

  it('change nothing in a dry run, and answer what the object would be', async () => {
    const before = lab.store.resourceVersion;
    const answer = await patch({ spec: { replicas: 5 } }, MERGE, '?dryRun=All&fieldManager=loupe');
    expect(answer.body).toMatchObject({ spec: { replicas: 5 }, metadata: { generation: 2, resourceVersion: stored()?.metadata.resourceVersion } });
    expect(lab.store.resourceVersion).toBe(before);
    expect(stored()?.spec.replicas).toBe(1);
    expect((await patch({}, MERGE, '?dryRun=Some')).body).toMatchObject({ code: 422, details: { kind: 'PatchOptions' } });
  });

  it('merge maps, delete by null and replace lists', async () => {
    lab.store.change('apps/v1/Deployment', 'cvat', 'web', 'helm', (d) => Object.assign(d.metadata, { annotations: { a: '1', b: '2' } }));
    await patch({ metadata: { annotations: { a: null, c: '3' } }, ...container({ image: 'registry.test/app:2' }) }, MERGE);
    expect(stored()?.metadata.annotations).toEqual({ b: '2', c: '3' });
    expect(stored()?.spec.template.spec.containers).toEqual([{ name: 'main', image: 'registry.test/app:2' }]);
  });

  it('merge lists strategically by their keys, new elements first', async () => {
    await patch(container({ env: [{ name: 'B', value: '2' }], ports: [{ containerPort: 443 }] }), STRATEGIC);
    const [main] = stored()?.spec.template.spec.containers ?? [];
    expect(main).toMatchObject({ image: 'registry.test/app:1', ports: [{ containerPort: 443 }, { containerPort: 80 }] });
    expect(main.env).toEqual([
      { name: 'B', value: '2' },
      { name: 'A', value: '1' },
    ]);
  });

  it('obey strategic directives', async () => {
    await patch(container({ env: [{ name: 'A', $patch: 'delete' }], ports: [{ $patch: 'replace' }, { containerPort: 9 }] }), STRATEGIC);
    const [main] = stored()?.spec.template.spec.containers ?? [];
    expect(main.env).toEqual([]);
    expect(main.ports).toEqual([{ containerPort: 9 }]);
  });

  it('replace atomic lists strategically: tolerations, args', async () => {
    const spec = (tolerations: unknown[]) => ({ spec: { template: { spec: { tolerations } } } });
    await patch(spec([{ key: 'gpu', operator: 'Exists' }]), STRATEGIC);
    await patch(spec([{ key: 'other', operator: 'Exists' }]), STRATEGIC);
    expect(stored()?.spec.template.spec.tolerations).toEqual([{ key: 'other', operator: 'Exists' }]);
  });

  it('follow RFC 6902, refuse a failed test without a word why, and change nothing then', async () => {
    const replicas = { op: 'replace', path: '/spec/replicas', value: 4 };
    const answer = await patch([{ op: 'test', path: '/spec/replicas', value: 9 }, replicas], JSON_PATCH);
    expect(answer.body).toMatchObject({ code: 422, reason: 'Invalid', message: 'the server rejected our request due to an error in our request' });
    expect(stored()?.spec.replicas).toBe(1);
    expect((await patch([{ op: 'test', path: '/spec/replicas', value: 1 }, replicas], JSON_PATCH)).code).toBe(200);
    expect(stored()?.spec.replicas).toBe(4);
  });

  it('need the right content type: 415 without, also a strategic one for a custom resource', async () => {
    expect((await patch({ spec: { replicas: 2 } }, 'application/json')).body).toMatchObject({ code: 415, reason: 'UnsupportedMediaType' });
    lab.store.put({ apiVersion: 'nuclio.io/v1beta1', kind: 'NuclioFunction', metadata: { name: 'f', namespace: 'cvat' }, spec: {} }, 'test');
    const path = '/apis/nuclio.io/v1beta1/namespaces/cvat/nucliofunctions/f';
    expect((await lab.call('PATCH', path, { body: { spec: { a: 1 } }, type: STRATEGIC })).code).toBe(415);
    expect((await lab.call('PATCH', path, { body: { spec: { a: 1 } }, type: MERGE })).body).toMatchObject({ spec: { a: 1 }, metadata: { generation: 2 } });
  });

  it('of the wrong shape are 400, of an absent object 404', async () => {
    expect((await patch('{bad', MERGE)).code).toBe(400);
    expect((await patch({ op: 'add' }, JSON_PATCH)).code).toBe(400);
    const absent = await lab.call('PATCH', '/apis/apps/v1/namespaces/cvat/deployments/none', { body: {}, type: MERGE });
    expect(absent.body).toMatchObject({
      code: 404,
      message: 'deployments.apps "none" not found',
      details: { name: 'none', group: 'apps', kind: 'deployments' },
    });
  });

  it('take a version as a precondition (409) and a uid as immutable (422)', async () => {
    const stale = await patch({ metadata: { resourceVersion: '1' }, spec: { replicas: 2 } }, MERGE);
    expect(stale.body).toMatchObject({ code: 409, reason: 'Conflict', details: { name: 'web', group: 'apps', kind: 'deployments' } });
    const other = await patch({ metadata: { uid: 'other' }, spec: { replicas: 2 } }, MERGE);
    expect(other.body).toMatchObject({ code: 422, reason: 'Invalid', details: { causes: [{ field: 'metadata.uid' }, { field: 'metadata.uid' }] } });
    const both = await patch({ metadata: { uid: 'other', resourceVersion: '1' } }, MERGE);
    expect(both.code).toBe(409);
    const { uid, resourceVersion } = stored()?.metadata ?? {};
    expect((await patch({ metadata: { uid, resourceVersion }, spec: { replicas: 2 } }, MERGE)).code).toBe(200);
  });

  it('record who owns the changed fields', async () => {
    await patch(container({ image: 'registry.test/app:2' }), STRATEGIC, '?fieldManager=loupe');
    const entries = stored()?.metadata.managedFields as ManagedFieldsEntry[];
    expect(entries.find(({ manager }) => manager === 'loupe')).toMatchObject({
      operation: 'Update',
      apiVersion: 'apps/v1',
      time: '2026-01-05T08:00:00Z',
      fieldsV1: { 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"main"}': { 'f:image': {} } } } } } },
    });
  });

  it('leave status to /status and the rest to the object', async () => {
    await patch({ status: { replicas: 9 } }, MERGE);
    expect(stored()?.status.replicas).toBe(1);
    const answer = await lab.call('PATCH', `${PATH}/status`, { body: { spec: { replicas: 9 }, status: { replicas: 7 } }, type: MERGE });
    expect(answer.body).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 7 }, metadata: { generation: 1 } });
  });

  it('give no new version when they change nothing', async () => {
    const before = stored()?.metadata.resourceVersion;
    expect((await patch({ spec: { replicas: 1 } }, MERGE)).body.metadata.resourceVersion).toBe(before);
  });
});

describe('server-side apply', () => {
  const apply = (data: Record<string, string>, query = '?fieldManager=me') =>
    lab.call('PATCH', `/api/v1/namespaces/cvat/configmaps/c${query}`, {
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data },
      type: APPLY,
    });

  it('creates, owns what it gives and removes what it gives no more', async () => {
    expect((await apply({ a: '1', b: '2' })).code).toBe(201);
    expect((await apply({ a: '1' })).body.data).toEqual({ a: '1' });
  });

  it('meets a conflict with another manager, unless it forces its way', async () => {
    await apply({ a: '1' });
    await lab.call('PATCH', '/api/v1/namespaces/cvat/configmaps/c?fieldManager=you', { body: { data: { a: '9' } }, type: MERGE });
    const answer = await apply({ a: '1' });
    expect(answer.body).toMatchObject({
      code: 409,
      message: 'Apply failed with 1 conflict: conflict with "you" using v1: .data.a',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.data.a' }] },
    });
    const forced = await apply({ a: '1' }, '?fieldManager=me&force=true');
    expect(forced.body.data).toEqual({ a: '1' });
    expect(forced.body.metadata.managedFields.map((entry: ManagedFieldsEntry) => entry.manager)).toEqual(['me']);
  });

  it('needs a manager', async () => {
    expect((await apply({ a: '1' }, '')).body).toMatchObject({ code: 422, details: { causes: [{ field: 'fieldManager' }] } });
  });
});

describe('the rules of kinds', () => {
  it('keep selectors, claim templates and pods as they are', async () => {
    const selector = await patch({ spec: { selector: { matchLabels: { app: 'other' } }, template: { metadata: { labels: { app: 'other' } } } } }, MERGE);
    expect(selector.body).toMatchObject({ code: 422, details: { causes: [{ field: 'spec.selector', reason: 'FieldValueInvalid' }] } });
    lab.store.put(
      { ...aDeployment('db'), kind: 'StatefulSet', spec: { ...aDeployment('db').spec, volumeClaimTemplates: [{ metadata: { name: 'v' } }] } },
      'helm',
    );
    const templates = [{ op: 'replace', path: '/spec/volumeClaimTemplates/0/metadata/name', value: 'w' }];
    const set = await lab.call('PATCH', '/apis/apps/v1/namespaces/cvat/statefulsets/db', { body: templates, type: JSON_PATCH });
    expect(set.body).toMatchObject({ code: 422, reason: 'Invalid', details: { causes: [{ field: 'spec', reason: 'FieldValueForbidden' }] } });
    lab.store.put(aPod('p'), 'kubelet');
    const pod = await lab.call('PATCH', '/api/v1/namespaces/cvat/pods/p', { body: { spec: { nodeName: 'other' } }, type: STRATEGIC });
    expect(pod.code).toBe(422);
  });

  it('want an image in each container', async () => {
    const answer = await patch({ spec: { template: { spec: { containers: [{ name: 'main' }] } } } }, MERGE);
    expect(answer.body.message).toBe('Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value');
  });
});

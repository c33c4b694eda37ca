import { ApiException, Metrics } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aClaim, aDeployment, aPod, echoAnswers, startTestApi, type TestApi } from './test-api';

let lab: TestApi;
const MERGE = 'application/merge-patch+json';
const CONFIG_MAPS = '/api/v1/namespaces/cvat/configmaps';

beforeEach(async () => {
  lab = await startTestApi();
});
afterEach(() => lab.close());

describe('creating', () => {
  it('fills in what the server fills in, and takes a generated name', async () => {
    const made = await lab.core.createNamespacedConfigMap({ namespace: 'cvat', body: { metadata: { generateName: 'x-' }, data: { a: '1' } } });
    expect(made.metadata?.name).toMatch(/^x-[a-z0-9]{5}$/);
    expect(made.metadata?.creationTimestamp?.toISOString()).toBe('2026-01-05T08:00:00.000Z');
  });

  it('refuses what exists (409), a bad name (422), an unknown namespace (404), another kind (400)', async () => {
    const create = (body: unknown, path = CONFIG_MAPS) => lab.call('POST', path, { body });
    expect((await create({ metadata: { name: 'a' } })).code).toBe(201);
    expect((await create({ metadata: { name: 'a' } })).body).toMatchObject({ code: 409, reason: 'AlreadyExists', message: 'configmaps "a" already exists' });
    expect((await create({ metadata: { name: 'A_b' } })).body).toMatchObject({ code: 422, details: { causes: [{ field: 'metadata.name' }] } });
    expect((await create({ metadata: { name: 'a' } }, '/api/v1/namespaces/none/configmaps')).body.message).toBe('namespaces "none" not found');
    expect((await create({ kind: 'Secret', metadata: { name: 'b' } })).code).toBe(400);
  });

  it('stores nothing in a dry run', async () => {
    expect((await lab.call('POST', `${CONFIG_MAPS}?dryRun=All`, { body: { metadata: { name: 'a' } } })).code).toBe(201);
    expect(lab.store.get('v1/ConfigMap', 'cvat', 'a')).toBeUndefined();
  });
});

describe('replacing', () => {
  it('of an old version is a conflict', async () => {
    const made = await lab.core.createNamespacedConfigMap({ namespace: 'cvat', body: { metadata: { name: 'a' }, data: { a: '1' } } });
    await lab.core.replaceNamespacedConfigMap({ namespace: 'cvat', name: 'a', body: { ...made, data: { a: '2' } } });
    const again = lab.core.replaceNamespacedConfigMap({ namespace: 'cvat', name: 'a', body: { ...made, data: { a: '3' } } });
    await expect(again).rejects.toSatisfy((error) => error instanceof ApiException && error.code === 409);
    expect(lab.store.get('v1/ConfigMap', 'cvat', 'a')?.data).toEqual({ a: '2' });
  });
});

describe('deleting', () => {
  it('holds to preconditions', async () => {
    const made = lab.store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'cvat' } }, 'test');
    const remove = (preconditions: unknown) => lab.call('DELETE', `${CONFIG_MAPS}/a`, { body: { preconditions } });
    expect((await remove({ uid: 'other' })).body).toMatchObject({ code: 409, reason: 'Conflict' });
    expect((await remove({ resourceVersion: '1' })).body).toMatchObject({ code: 409, reason: 'Conflict' });
    expect((await remove({ uid: made.metadata.uid, resourceVersion: made.metadata.resourceVersion })).body).toMatchObject({
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid: made.metadata.uid },
    });
    expect(lab.store.get('v1/ConfigMap', 'cvat', 'a')).toBeUndefined();
  });

  it('gives a running pod its grace, and a finished or unscheduled one none', async () => {
    lab.store.put(aPod('runs'), 'test');
    lab.store.put(aPod('done', {}, { status: { phase: 'Succeeded' } }), 'test');
    const answer = await lab.call('DELETE', '/api/v1/namespaces/cvat/pods/runs');
    expect(answer.body.metadata).toMatchObject({ deletionTimestamp: '2026-01-05T08:00:30Z', deletionGracePeriodSeconds: 30 });
    expect(lab.store.get('v1/Pod', 'cvat', 'runs')?.metadata.deletionTimestamp).toBeDefined();
    await lab.core.deleteNamespacedPod({ namespace: 'cvat', name: 'done' });
    expect(lab.store.get('v1/Pod', 'cvat', 'done')).toBeUndefined();
    await lab.core.deleteNamespacedPod({ namespace: 'cvat', name: 'runs', gracePeriodSeconds: 0 });
    expect(lab.store.get('v1/Pod', 'cvat', 'runs')).toBeUndefined();
  });

  it('waits for finalizers', async () => {
    lab.store.put(aClaim('data', 'longhorn'), 'test');
    await lab.core.deleteNamespacedPersistentVolumeClaim({ namespace: 'cvat', name: 'data' });
    expect(lab.store.get('v1/PersistentVolumeClaim', 'cvat', 'data')?.metadata.deletionTimestamp).toBe('2026-01-05T08:00:00Z');
    await lab.call('PATCH', '/api/v1/namespaces/cvat/persistentvolumeclaims/data', { body: { metadata: { finalizers: null } }, type: MERGE });
    expect(lab.store.get('v1/PersistentVolumeClaim', 'cvat', 'data')).toBeUndefined();
  });

  it('takes what is owned along, or leaves it as an orphan', async () => {
    const owned = (name: string, uid: string) => ({
      ...aPod(name),
      metadata: { name, namespace: 'cvat', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid }] },
    });
    const first = lab.store.put(aDeployment(), 'test');
    lab.store.put(owned('kept', first.metadata.uid as string), 'test');
    await lab.apps.deleteNamespacedDeployment({ namespace: 'cvat', name: 'web', propagationPolicy: 'Orphan' });
    const second = lab.store.put(aDeployment(), 'test');
    lab.store.put(owned('gone', second.metadata.uid as string), 'test');
    await lab.apps.deleteNamespacedDeployment({ namespace: 'cvat', name: 'web', propagationPolicy: 'Background' });
    expect(lab.store.list('v1/Pod', 'cvat').map(({ metadata }) => metadata.name)).toEqual(['kept']);
  });

  it('of a collection goes by selector', async () => {
    for (const [name, tier] of [
      ['a', 'x'],
      ['b', 'y'],
    ] as const) {
      lab.store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'cvat', labels: { tier } } }, 'test');
    }
    await lab.call('DELETE', `${CONFIG_MAPS}?labelSelector=tier%3Dx`);
    expect(lab.store.list('v1/ConfigMap', 'cvat').map(({ metadata }) => metadata.name)).toEqual(['b']);
  });
});

describe('scale', () => {
  const path = '/apis/apps/v1/namespaces/cvat/deployments/web/scale';

  it('shows and sets replicas, and nothing else', async () => {
    lab.store.put(aDeployment(), 'helm');
    expect((await lab.call('GET', path)).body).toMatchObject({ kind: 'Scale', spec: { replicas: 1 }, status: { replicas: 1, selector: 'app=web' } });
    expect((await lab.call('PATCH', path, { body: { spec: { replicas: 0 } }, type: MERGE })).body.spec).toEqual({});
    expect(lab.store.get('apps/v1/Deployment', 'cvat', 'web')?.spec.replicas).toBe(0);
  });

  it('holds to version and uid, and takes no negative number', async () => {
    lab.store.put(aDeployment(), 'helm');
    const scale = (body: unknown) => lab.call('PATCH', path, { body, type: MERGE });
    expect((await scale({ metadata: { resourceVersion: '1' }, spec: { replicas: 0 } })).code).toBe(409);
    expect((await scale({ metadata: { uid: 'other' }, spec: { replicas: 0 } })).body).toMatchObject({ code: 409, details: { kind: 'deployments/scale' } });
    expect((await scale({ spec: { replicas: -1 } })).body.message).toBe(
      'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
  });
});

describe('claims', () => {
  const grow = (name: string, storage: string, query = '') =>
    lab.call('PATCH', `/api/v1/namespaces/cvat/persistentvolumeclaims/${name}${query}`, {
      body: { spec: { resources: { requests: { storage } } } },
      type: MERGE,
    });

  beforeEach(() => {
    lab.store.put({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'longhorn' }, allowVolumeExpansion: true }, 'test');
    lab.store.put({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'local-path' } }, 'test');
    lab.store.put(aClaim('data', 'longhorn'), 'test');
    lab.store.put(aClaim('fixed', 'local-path'), 'test');
  });

  it('grow where their class allows it', async () => {
    expect((await grow('data', '12Gi')).body.spec.resources.requests.storage).toBe('12Gi');
    expect((await grow('fixed', '12Gi', '?dryRun=All')).body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message:
        'persistentvolumeclaims "fixed" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    });
  });

  it('never shrink below what they have, nor change otherwise', async () => {
    expect((await grow('data', '5Gi')).body).toMatchObject({
      code: 422,
      details: { causes: [{ field: 'spec.resources.requests.storage', message: 'Forbidden: field can not be less than status.capacity' }] },
    });
    const modes = { body: { spec: { accessModes: ['ReadWriteMany'] } }, type: MERGE };
    expect((await lab.call('PATCH', '/api/v1/namespaces/cvat/persistentvolumeclaims/data', modes)).code).toBe(422);
  });

  it('are refused by a webhook in its words, in a dry run too, and pass its warnings on', async () => {
    const remove = lab.api.addAdmission(({ resource, dryRun }) =>
      resource.plural === 'persistentvolumeclaims'
        ? { webhook: 'validator.longhorn.io', refused: `cannot schedule 5 more bytes to disk d (${dryRun ? 'dry' : 'real'})` }
        : undefined,
    );
    expect((await grow('data', '12Gi', '?dryRun=All')).body).toMatchObject({
      code: 403,
      message: 'admission webhook "validator.longhorn.io" denied the request: cannot schedule 5 more bytes to disk d (dry)',
    });
    remove();
    lab.api.addAdmission(() => ({ warnings: ['this claim is big'] }));
    expect((await grow('data', '12Gi', '?dryRun=All')).headers.get('warning')).toBe('299 - "this claim is big"');
  });
});

describe('discovery', () => {
  it('says what there is', async () => {
    expect((await lab.call('GET', '/version')).body.gitVersion).toMatch(/^v1\.36/);
    for (const path of ['/healthz', '/readyz', '/livez']) expect((await lab.call('GET', path)).body).toBe('ok');
    const groups = (await lab.call('GET', '/apis')).body.groups.map(({ name }: { name: string }) => name);
    expect(groups).toEqual(expect.arrayContaining(['apps', 'nuclio.io', 'longhorn.io', 'metrics.k8s.io']));
    const core = (await lab.call('GET', '/api/v1')).body.resources;
    expect(core).toContainEqual(expect.objectContaining({ name: 'pods', kind: 'Pod', namespaced: true, shortNames: ['po'] }));
    expect(core).toContainEqual(expect.objectContaining({ name: 'pods/exec', verbs: ['create', 'get'] }));
  });

  it('answers 404 in the manner of each place', async () => {
    expect((await lab.call('GET', '/api/v1/namespaces/cvat/podz')).body).toMatchObject({ code: 404, reason: 'NotFound', details: {} });
    expect((await lab.call('GET', '/api/v1/namespaces/cvat/pods/none')).body.message).toBe('pods "none" not found');
    expect((await lab.call('GET', '/nothing')).body).toBe('404 page not found\n');
    expect((await lab.call('PUT', CONFIG_MAPS, { body: {} })).body).toMatchObject({ code: 405, reason: 'MethodNotAllowed' });
  });
});

describe('evicting', () => {
  it('deletes with grace', async () => {
    lab.store.put(aPod('p'), 'test');
    const answer = await lab.call('POST', '/api/v1/namespaces/cvat/pods/p/eviction', { body: { kind: 'Eviction', deleteOptions: { gracePeriodSeconds: 5 } } });
    expect(answer.body).toMatchObject({ status: 'Success' });
    expect(lab.store.get('v1/Pod', 'cvat', 'p')?.metadata.deletionTimestamp).toBe('2026-01-05T08:00:05Z');
  });
});

describe('metrics', () => {
  it('are what the kubelets say', async () => {
    await lab.close();
    const usage = { cpu: { usageNanoCores: 250_000_000 }, memory: { workingSetBytes: 64 * 1024 * 1024 } };
    const statsSummary = (node: string) =>
      node === 'node-1' ? { node: usage, pods: [{ podRef: { name: 'p', namespace: 'cvat' }, containers: [{ name: 'main', ...usage }] }] } : undefined;
    lab = await startTestApi({ answers: { ...echoAnswers(), statsSummary } });
    for (const name of ['node-1', 'silent']) lab.store.put({ apiVersion: 'v1', kind: 'Node', metadata: { name } }, 'test');
    lab.store.put(aPod('p', { app: 'x' }), 'test');
    const metrics = new Metrics(lab.config);
    expect((await metrics.getNodeMetrics()).items).toMatchObject([{ metadata: { name: 'node-1' }, usage: { cpu: '250000000n', memory: '65536Ki' } }]);
    expect((await metrics.getPodMetrics('cvat')).items).toMatchObject([
      { metadata: { name: 'p' }, containers: [{ name: 'main', usage: { memory: '65536Ki' } }] },
    ]);
  });
});

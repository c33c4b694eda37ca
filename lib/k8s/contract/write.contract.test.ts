import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Target } from '@/lib/domain/operation';
import type { ApiPath } from '@/lib/k8s/api-path';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { deployment } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { record, records } from '@/lib/k8s/map/api-object';
import { readObject } from '@/lib/k8s/read-object';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';

describeContract('writing', () => {
  let scratch: ScratchNamespace;
  beforeAll(async () => {
    scratch = await openScratchNamespace();
  });
  afterAll(() => scratch?.remove());

  const pathOf = (name: string) => `/apis/apps/v1/namespaces/${scratch.namespace}/deployments/${name}` as ApiPath;
  const managersOf = async (name: string) =>
    records(record((await scratch.read('apps/v1/deployments', name)).metadata).managedFields).map(({ manager, operation }) => `${manager} ${operation}`);

  /** A Deployment without pods; its controller writes its status once and then leaves it alone. */
  async function createSettled(name: string): Promise<void> {
    await scratch.create('apps/v1/deployments', deployment(name));
    await expect.poll(() => read(name), { timeout: 10_000 }).toBeDefined();
  }

  async function read(name: string): Promise<Target | undefined> {
    const ref = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: scratch.namespace, name };
    const object = await readObject(scratch.connection, ref);
    const settled = object?.status?.observedGeneration === object?.metadata.generation && Array.isArray(object?.status?.conditions);
    return object && settled ? { ...ref, uid: object.metadata.uid, resourceVersion: object.metadata.resourceVersion } : undefined;
  }

  async function target(name: string): Promise<Target> {
    await createSettled(name);
    const now = await read(name);
    if (!now) throw new Error('Deployment vanished');
    return now;
  }

  it('leaves an object alone that it deletes in a dry run', async () => {
    const planned = await target('stays');
    await createDryRunWriter(scratch.connection).remove(planned, 'Foreground');
    expect(await read('stays')).toEqual(planned);
  });

  it('deletes for real under the planned version only', async () => {
    const planned = await target('goes');
    const writer = createClusterWriter(scratch.connection);
    await expect(writer.remove({ ...planned, resourceVersion: '1' }, 'Background')).rejects.toMatchObject({ code: 'cluster-conflict' });
    await writer.remove(planned, 'Background');
    expect(await read('goes')).toBeUndefined();
    await expect(writer.remove(planned, 'Background')).rejects.toMatchObject({ code: 'target-gone' });
  });

  it('shows what a patch would make and changes nothing', async () => {
    const planned = await target('dry');
    const writer = createDryRunWriter(scratch.connection);
    const strategic = await writer.patch(planned, 'strategic', {
      spec: { template: { spec: { containers: [{ name: 'main', env: [{ name: 'B', value: '2' }] }] } } },
    });
    const json = await writer.patch(planned, 'json', [{ op: 'add', path: '/spec/template/spec/runtimeClassName', value: 'nvidia' }]);
    const merge = await writer.patch(planned, 'merge', { metadata: { labels: { x: 'y' } } });
    expect(JSON.stringify(strategic.object.spec)).toContain('"name":"B"');
    expect(JSON.stringify(json.object.spec)).toContain('"runtimeClassName":"nvidia"');
    expect(merge.object.metadata.labels).toEqual({ x: 'y' });
    expect(await read('dry')).toEqual(planned);
  });

  it.each(['json', 'merge', 'strategic'] as const)('refuses a %s patch on an object that moved', async (type) => {
    const planned = await target(`moved-${type}`);
    const body = type === 'json' ? [{ op: 'replace', path: '/spec/replicas', value: 0 }] : { spec: { replicas: 0 } };
    const writer = createClusterWriter(scratch.connection);
    await expect(writer.patch({ ...planned, resourceVersion: '1' }, type, body)).rejects.toMatchObject({ code: 'cluster-conflict' });
    const other = { ...planned, uid: '11111111-1111-1111-1111-111111111111' };
    await expect(writer.patch(other, type, body)).rejects.toMatchObject({ code: 'cluster-conflict' });
  });

  it('says what is invalid in the words of the server', async () => {
    const planned = await target('invalid');
    const writer = createDryRunWriter(scratch.connection);
    const negative = writer.patch(planned, 'merge', { spec: { replicas: -1 } });
    await expect(negative).rejects.toMatchObject({ code: 'cluster-invalid', userMessage: { params: { reason: expect.stringContaining('spec.replicas') } } });
    const unknownField = writer.patch(planned, 'merge', { spec: { nonsense: 1 } });
    await expect(unknownField).rejects.toMatchObject({ code: 'cluster-invalid', userMessage: { params: { reason: expect.stringContaining('nonsense') } } });
  });

  it('applies for the first time, then only what this manager gave, and leaves the fields of others alone', async () => {
    const apply = (body: object, query: Record<string, string | boolean> = {}) =>
      scratch.connection.json({
        ...{ method: 'PATCH' as const, path: pathOf('applied'), right: 'patch deployments.apps', contentType: 'application/apply-patch+yaml', body },
        query: { fieldManager: 'contract-apply', ...query },
      });
    const wanted = { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment('applied') };
    expect((await apply(wanted)).status).toBe(201);
    await scratch.connection.json({
      ...{ method: 'PATCH', path: pathOf('applied'), right: 'patch', contentType: 'application/merge-patch+json' },
      query: { fieldManager: 'somebody-else' },
      body: { metadata: { labels: { theirs: 'yes' } }, spec: { replicas: 0, minReadySeconds: 7 } },
    });
    const again = await apply({ ...wanted, metadata: { name: 'applied', labels: { ours: 'yes' } } });
    expect(record(record(again.body).metadata).labels).toEqual({ ours: 'yes', theirs: 'yes' });
    await expect(apply({ ...wanted, spec: { ...wanted.spec, minReadySeconds: 1 } })).rejects.toMatchObject({
      code: 'cluster-conflict',
      userMessage: { params: { reason: expect.stringContaining('somebody-else') } },
    });
    const forced = await apply({ ...wanted, spec: { ...wanted.spec, minReadySeconds: 1 } }, { force: true });
    expect(record(forced.body).spec).toMatchObject({ minReadySeconds: 1 });
    const dropped = await apply(wanted);
    expect(record(record(dropped.body).metadata).labels).toEqual({ theirs: 'yes' });
  });

  it('leaves its name on what it changes, and none after a dry run', async () => {
    const planned = await target('named');
    const body = [{ op: 'replace', path: '/spec/template/spec/containers/0/env/0/value', value: '2' }];
    await createDryRunWriter(scratch.connection).patch(planned, 'json', body);
    expect(await managersOf('named')).not.toContain('loupe Update');
    await createClusterWriter(scratch.connection).patch(planned, 'json', body);
    expect(await managersOf('named')).toContain('loupe Update');
  });

  it('changes what the plan named and nothing else, by each type of patch', async () => {
    const envOf = (object: object) => JSON.stringify(record(records(record(record(record(record(object).spec).template).spec).containers)[0]).env);
    const writer = createClusterWriter(scratch.connection);
    const strategic = await writer.patch(await target('by-strategic'), 'strategic', {
      spec: { template: { spec: { containers: [{ name: 'main', env: [{ name: 'B', value: '2' }] }] } } },
    });
    expect(envOf(strategic.object)).toContain('"name":"A"');
    expect(envOf(strategic.object)).toContain('"name":"B"');
    const json = await writer.patch(await target('by-json'), 'json', [{ op: 'remove', path: '/spec/template/spec/containers/0/env' }]);
    expect(envOf(json.object)).toBeUndefined();
    const merge = await writer.patch(await target('by-merge'), 'merge', { metadata: { annotations: { note: 'x', gone: null } } });
    expect(merge.object.metadata.annotations).toMatchObject({ note: 'x' });
    expect(envOf(merge.object)).toContain('"name":"A"');
  });

  it('refuses a plan for an object that was made anew under the same name', async () => {
    const planned = await target('reborn');
    const writer = createClusterWriter(scratch.connection);
    await writer.remove(planned, 'Background');
    const anew = await target('reborn');
    expect(anew.uid).not.toBe(planned.uid);
    for (const type of ['json', 'merge', 'strategic'] as const) {
      const body = type === 'json' ? [{ op: 'replace', path: '/spec/replicas', value: 0 }] : { spec: { replicas: 0 } };
      await expect(writer.patch(planned, type, body)).rejects.toMatchObject({ code: 'cluster-conflict' });
    }
    await expect(writer.remove(planned, 'Background')).rejects.toMatchObject({ code: 'cluster-conflict' });
    expect(await read('reborn')).toEqual(anew);
  });

  it.each(['Background', 'Foreground', 'Orphan'] as const)('removes with the propagation that was planned: %s', async (propagation) => {
    const name = `goes-${propagation.toLowerCase()}`;
    await createClusterWriter(scratch.connection).remove(await target(name), propagation);
    await expect.poll(() => read(name), { timeout: 20_000 }).toBeUndefined();
  });
});

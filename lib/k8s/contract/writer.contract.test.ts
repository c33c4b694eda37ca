import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Target } from '@/lib/domain/operation';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { connectToTestCluster, create, describeContract, withScratchNamespace } from '@/lib/k8s/contract/test-cluster';
import { readObject } from '@/lib/k8s/read-object';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';

describeContract('the writer against an API server', () => {
  let connection: ClusterConnection;
  let scratch: Awaited<ReturnType<typeof withScratchNamespace>>;

  beforeAll(async () => {
    connection = connectToTestCluster();
    scratch = await withScratchNamespace(connection);
  });
  afterAll(async () => {
    await scratch.remove();
    await connection.close();
  });

  /** A Deployment without pods; its controller writes its status once and then leaves it alone. */
  async function createSettled(name: string): Promise<void> {
    const { namespace } = scratch;
    const labels = { app: name };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'none.test/none', env: [{ name: 'A', value: '1' }] }] } };
    const spec = { replicas: 0, selector: { matchLabels: labels }, template };
    await create(connection, `apis/apps/v1/namespaces/${namespace}/deployments`, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec });
    await expect.poll(() => read(name), { timeout: 10_000 }).toBeDefined();
  }

  async function read(name: string): Promise<Target | undefined> {
    const ref = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: scratch.namespace, name };
    const object = await readObject(connection, ref);
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
    await createDryRunWriter(connection).remove(planned, 'Foreground');
    expect(await read('stays')).toEqual(planned);
  });

  it('deletes for real under the planned version only', async () => {
    const planned = await target('goes');
    const writer = createClusterWriter(connection);
    await expect(writer.remove({ ...planned, resourceVersion: '1' }, 'Background')).rejects.toMatchObject({ code: 'cluster-conflict' });
    await writer.remove(planned, 'Background');
    expect(await read('goes')).toBeUndefined();
    await expect(writer.remove(planned, 'Background')).rejects.toMatchObject({ code: 'target-gone' });
  });

  it('shows what a patch would make and changes nothing', async () => {
    const planned = await target('dry');
    const writer = createDryRunWriter(connection);
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
    const writer = createClusterWriter(connection);
    await expect(writer.patch({ ...planned, resourceVersion: '1' }, type, body)).rejects.toMatchObject({ code: 'cluster-conflict' });
    const other = { ...planned, uid: '11111111-1111-1111-1111-111111111111' };
    await expect(writer.patch(other, type, body)).rejects.toMatchObject({ code: 'cluster-conflict' });
  });

  it('says what is invalid in the words of the server', async () => {
    const planned = await target('invalid');
    const writer = createDryRunWriter(connection);
    const negative = writer.patch(planned, 'merge', { spec: { replicas: -1 } });
    await expect(negative).rejects.toMatchObject({ code: 'cluster-invalid', userMessage: { params: { reason: expect.stringContaining('spec.replicas') } } });
    const unknownField = writer.patch(planned, 'merge', { spec: { nonsense: 1 } });
    await expect(unknownField).rejects.toMatchObject({ code: 'cluster-invalid', userMessage: { params: { reason: expect.stringContaining('nonsense') } } });
  });
});

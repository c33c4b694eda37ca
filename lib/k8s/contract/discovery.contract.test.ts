import { afterAll, beforeAll, expect, it } from 'vitest';
import { resourcePaths } from '@/lib/domain/resource-ref';
import type { ApiPath } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { connectToTestCluster, describeContract } from '@/lib/k8s/contract/test-cluster';
import { record, records, texts } from '@/lib/k8s/map/api-object';

const get = async (connection: ClusterConnection, path: string) => record((await connection.json({ path: path as ApiPath, right: `get ${path}` })).body);

describeContract('discovery', () => {
  let connection: ClusterConnection;
  beforeAll(() => {
    connection = connectToTestCluster();
  });
  afterAll(() => connection.close());

  it('tells its version and that it is ready', async () => {
    await expect(connection.serverVersion()).resolves.toMatch(/^v1\.\d+\.\d+/);
    await expect(connection.text({ path: '/readyz' as ApiPath, right: 'get /readyz' })).resolves.toContain('ok');
    expect(Math.abs(connection.skewMs)).toBeLessThan(365 * 86_400_000);
  });

  it('names the groups it has, each with a preferred version', async () => {
    const groups = records((await get(connection, '/apis')).groups);
    expect(groups.map((group) => group.name)).toEqual(expect.arrayContaining(['apps', 'batch', 'storage.k8s.io', 'authorization.k8s.io']));
    for (const group of groups) expect(record(group.preferredVersion).groupVersion).toMatch(new RegExp(`^${group.name}/`));
  });

  const builtIn = Object.entries(resourcePaths).filter(([, { apiVersion }]) => !/nuclio|longhorn/.test(apiVersion));
  it.each(builtIn)('serves %s where Loupe looks for it, to be listed and watched', async (kind, { apiVersion, plural }) => {
    const list = records((await get(connection, apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`)).resources);
    const found = list.find((resource) => resource.name === plural);
    expect(found).toMatchObject({ kind });
    expect(texts(found?.verbs)).toEqual(expect.arrayContaining(['get', 'list', 'watch', 'patch']));
  });

  it('serves what Loupe does inside pods', async () => {
    const names = records((await get(connection, '/api/v1')).resources).map((resource) => resource.name);
    expect(names).toEqual(expect.arrayContaining(['pods/log', 'pods/exec', 'pods/portforward', 'pods/eviction', 'serviceaccounts/token']));
  });

  it('answers 404 for a group and for a resource that it does not have', async () => {
    await expect(get(connection, '/apis/none.loupe.test/v1/things')).rejects.toMatchObject({ code: 'not-found' });
    await expect(get(connection, '/api/v1/podz')).rejects.toMatchObject({ code: 'not-found' });
  });
});

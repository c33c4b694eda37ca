import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { EndpointName } from '@/lib/domain/endpoint';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { describeContract, describeWhere, isOurs, kubeconfigOfTest } from '@/lib/k8s/contract/test-cluster';
import { readEnv } from '@/lib/server/env';
import { type Host, openHost } from '@/lib/server/host';
import { SECOND_RELEASE, secondRelease } from '@/rig/second-release';

const folder = mkdtempSync(path.join(tmpdir(), 'loupe-discovery-'));
const hosts: Host[] = [];
let scratch: ScratchNamespace;

/** Loupe's server as `npm start` opens it: a kubeconfig, a folder for its data, and nothing else. */
async function start(data: string, env: Record<string, string> = {}): Promise<Host> {
  const host = await openHost(readEnv({ KUBECONFIG: kubeconfigOfTest(), LOUPE_DATA_DIR: path.join(folder, data), ...env }));
  hosts.push(host);
  return host;
}
const opened = async (host: Host) => (await host.container()).installation;
const patiently = { timeout: 30_000, interval: 100 };
/** Where each part answers, once the watches are complete. */
const addresses = async (host: Host) => {
  const { endpoints } = await host.container();
  await expect.poll(() => endpoints.all.missing.filter(({ name, reason }) => reason === 'not-read-yet' && name !== 'object-store'), patiently).toEqual([]);
  return (name: EndpointName) => endpoints.find(name)?.address;
};

beforeAll(async () => {
  scratch = await openScratchNamespace();
  for (const { collection, body } of secondRelease(scratch.namespace)) await scratch.create(collection, body);
});
afterAll(async () => {
  for (const host of hosts) await host.stop(0);
  await scratch?.remove();
  rmSync(folder, { recursive: true, force: true });
});

describeContract('an installation with other names, its database and Redis outside', () => {
  it('is found where the environment narrows the search to its namespace, and everything of it is resolved', async () => {
    const host = await start('narrowed', { LOUPE_NAMESPACE: scratch.namespace });
    await expect
      .poll(() => opened(host), patiently)
      .toMatchObject({ namespace: scratch.namespace, release: SECOND_RELEASE, nuclioNamespace: scratch.namespace });
    const of = await addresses(host);
    const service = (name: string, port: number) => ({ kind: 'service', namespace: scratch.namespace, service: name, port });
    expect(of('cvat')).toEqual(service('annotate-backend-service', 8080));
    expect(of('nuclio')).toEqual(service('annotate-nuclio-dashboard', 8070));
    expect(of('kvrocks')).toEqual(service('annotate-kvrocks', 6666));
    expect(of('opa')).toEqual(service('opa', 8181));
    expect(of('postgres')).toEqual({ kind: 'host', host: 'db.example.org', port: 6432 });
    expect(of('redis')).toEqual({ kind: 'host', host: 'redis.example.org', port: 6379 });
  });

  it('is found by an account that may read its namespace and nothing else', async () => {
    const reader = await scratch.account('reader', [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] }]);
    const host = await start('narrow-account', { KUBECONFIG: reader.kubeconfigPath, LOUPE_NAMESPACE: scratch.namespace });
    await expect.poll(() => opened(host), patiently).toMatchObject({ release: SECOND_RELEASE });
    expect(host.installations.search.last).toMatchObject({
      scope: { kind: 'namespaces', namespaces: [scratch.namespace] },
      missingRights: ['list deployments.apps', 'get secrets'],
    });
  });

  it('moves with a variable that somebody changes, without a restart', async () => {
    const host = await start('narrowed-again', { LOUPE_NAMESPACE: scratch.namespace });
    await expect.poll(() => opened(host), patiently).toBeDefined();
    expect((await addresses(host))('kvrocks')).toMatchObject({ kind: 'service' });
    const server = await scratch.read('apps/v1/deployments', 'annotate-backend-server');
    const [container] = (server as unknown as { spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } } }).spec.template
      .spec.containers;
    const at = container?.env.findIndex(({ name }) => name === 'CVAT_REDIS_ONDISK_HOST');
    await scratch.connection.json({
      ...{ method: 'PATCH', right: 'patch deployments.apps', contentType: 'application/json-patch+json' },
      path: `/apis/apps/v1/namespaces/${scratch.namespace}/deployments/annotate-backend-server` as never,
      body: [{ op: 'replace', path: `/spec/template/spec/containers/0/env/${at}/value`, value: 'cache.example.org' }],
    });
    const { endpoints } = await host.container();
    await expect.poll(() => endpoints.find('kvrocks')?.address, patiently).toEqual({ kind: 'host', host: 'cache.example.org', port: 6666 });
  });
});

describeWhere(isOurs, 'this cluster’s own installation is not known', 'a lab or rig with its own installation and a second one', () => {
  const own = { namespace: 'cvat', release: 'cvat' };

  it('waits for a choice, opens what is chosen, and goes back without a restart', async () => {
    const host = await start('choice');
    await expect.poll(() => host.installations.choice.kind, patiently).toBe('several');
    expect(await opened(host)).toBeUndefined();
    expect((await host.container()).snapshot.read('pods')).toMatchObject({ status: 'unknown', reason: 'no-installation' });
    expect(host.installations.search.last?.candidates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...own, foundBy: 'helm', chart: { name: 'cvat', version: '0.17.1' } }),
        expect.objectContaining({ namespace: scratch.namespace, release: SECOND_RELEASE, foundBy: 'labels' }),
      ]),
    );

    await host.choose(own);
    expect(await opened(host)).toMatchObject({ ...own, nuclioNamespace: 'cvat', nuclioProject: 'cvat' });
    const of = await addresses(host);
    expect(of('cvat')).toEqual({ kind: 'service', namespace: 'cvat', service: 'cvat-backend-service', port: 8080 });
    expect(of('postgres')).toEqual({ kind: 'service', namespace: 'cvat', service: 'cvat-postgresql', port: 5432 });
    expect(of('clickhouse')).toMatchObject({ service: 'cvat-clickhouse' });
    expect(of('grafana')).toMatchObject({ service: 'cvat-grafana' });
    const first = await host.container();
    await expect.poll(() => first.standing().state, patiently).toBe('live');

    await host.choose({ namespace: scratch.namespace, release: SECOND_RELEASE });
    expect(await opened(host)).toMatchObject({ namespace: scratch.namespace });
    expect((await addresses(host))('cvat')).toMatchObject({ service: 'annotate-backend-service' });
    await expect(host.choose({ namespace: 'kube-system', release: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await host.choose(own);
    expect(await opened(host)).toMatchObject(own);
  });

  it('is remembered: the next start opens it before anything was looked at', async () => {
    const host = await start('choice');
    expect(await opened(host)).toMatchObject(own);
  });
});

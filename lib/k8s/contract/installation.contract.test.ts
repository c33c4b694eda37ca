import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import { resolveEndpoints } from '@/lib/domain/discovery/resolve-endpoints';
import { createHelmReader } from '@/lib/helm/read-release';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { connectToTestCluster, describeWhere, isOurs, testInstallation } from '@/lib/k8s/contract/test-cluster';
import { createDirectReader } from '@/lib/k8s/direct-reader';
import { createPodExec } from '@/lib/k8s/exec';
import { type RunningClusterFeeds, startClusterFeeds } from '@/lib/k8s/feeds/cluster-feeds';
import { readPodEvents } from '@/lib/k8s/pod-events';
import { followPodLog, readPodLog } from '@/lib/k8s/pod-log';
import { createReleaseRecords } from '@/lib/k8s/release-records';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';

describeWhere(isOurs, 'this cluster’s own installation is not known', 'reading an installation', () => {
  let connection: ClusterConnection;
  let running: RunningClusterFeeds;
  const reader = () => createDirectReader(connection, testInstallation);

  beforeAll(async () => {
    connection = connectToTestCluster();
    running = startClusterFeeds({ connection, clock: systemClock, installation: testInstallation });
    await running.settled;
  });
  afterAll(async () => {
    running.stop();
    await connection.close();
  });

  it('brings every feed to life with one start for each kind', () => {
    for (const [name, feed] of Object.entries(running.feeds)) expect([name, feed.state.status, feed.state.badEvents]).toEqual([name, 'live', 0]);
    expect(running.starts()).toBe(20);
  });

  it('watches what it reads directly', async () => {
    const names = (facts: Iterable<{ readonly name: string }>) => [...facts].map(({ name }) => name).sort();
    for (const part of ['workloads', 'claims', 'nodes', 'functions', 'services', 'storageClasses'] as const) {
      expect(names(running.feeds[part].objects.values() as Iterable<{ name: string }>)).toEqual(
        names((await reader().read(part)) as Iterable<{ name: string }>),
      );
    }
  });

  it('knows the addresses of the cluster', async () => {
    const network = await reader().read('network');
    expect(network.serviceCidrs).toContain('10.43.0.0/16');
    expect(network.apiServerAddresses).toContain('10.43.0.1');
  });

  it('keeps every secret out of the facts', async () => {
    const all = JSON.stringify(await Promise.all((['pods', 'workloads', 'replicaSets'] as const).map((part) => reader().read(part))));
    expect(all).not.toMatch(/made-up-\w+-password/);
  });

  it('refuses Secrets and names that are none', async () => {
    await expect(reader().object({ kind: 'Secret', namespace: 'cvat', name: 'cvat-kvrocks-secret' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reader().object({ kind: 'Pod', namespace: 'cvat', name: '..' })).rejects.toMatchObject({ code: 'invalid-name' });
    await expect(reader().object({ kind: 'Pod', namespace: '../kube-system', name: 'x' })).rejects.toMatchObject({ code: 'invalid-name' });
    await expect(reader().object({ kind: 'Pod', namespace: 'cvat', name: 'not-there' })).resolves.toBeUndefined();
  });

  it('asks for rights', async () => {
    const rule = { apiGroup: 'apps', resource: 'deployments', verbs: ['get', 'patch'], namespaced: true };
    await expect(reader().mayDo(rule, 'cvat')).resolves.toBe('yes');
  });

  it('reads logs, follows them until told to stop, and has none of a pod that is not there', async () => {
    const place = { namespace: 'cvat', pod: 'cvat-kvrocks-0', container: 'cvat-kvrocks-app-container' };
    const lines = await readPodLog(connection, place, { tail: 2 });
    expect(lines?.length).toBe(2);
    await expect(readPodLog(connection, { ...place, pod: 'not-there' }, { tail: 2 })).resolves.toBeUndefined();
    const stop = new AbortController();
    const followed: string[] = [];
    for await (const batch of followPodLog(connection, place, { tail: 2, signal: stop.signal })) {
      followed.push(...batch);
      stop.abort();
    }
    expect(followed.length).toBeGreaterThan(0);
  });

  it('reads events of a pod only', async () => {
    for (const event of await readPodEvents(connection, 'cvat', 'cvat-kvrocks-0')) expect(event.subject).toMatchObject({ kind: 'Pod', name: 'cvat-kvrocks-0' });
  });

  it('asks KVRocks in its own container', async () => {
    const [pods, services, workloads] = await Promise.all([reader().read('pods'), reader().read('services'), reader().read('workloads')]);
    const exec = createPodExec({ connection, clock: systemClock });
    const { found } = resolveEndpoints({ installation: { namespace: 'cvat', release: 'cvat', nuclioNamespace: 'cvat' }, services, workloads });
    const endpoint = found.find(({ name }) => name === 'kvrocks');
    const facts = await createKvrocksReader(exec).read({ endpoint, pods, services });
    expect(facts).toMatchObject({ role: 'master', dbPath: '/var/lib/kvrocks/db', statefulSet: 'cvat-kvrocks', claim: 'cvat-kvrocks-data-cvat-kvrocks-0' });
    expect(facts.diskCapacityBytes).toBeGreaterThan(facts.usedDbBytes);
  });

  it('does not run a command where there is no such pod or container', async () => {
    const exec = createPodExec({ connection, clock: systemClock });
    const where = { namespace: 'cvat', pod: 'cvat-kvrocks-0', container: 'not-there' };
    await expect(exec.ask(where, { id: 'kvrocks-info' })).rejects.toMatchObject({ code: 'exec-failed' });
    await expect(exec.ask({ ...where, pod: '../../kube-system/pods/x' }, { id: 'kvrocks-info' })).rejects.toMatchObject({ code: 'invalid-name' });
  });

  it('never takes a failed command for a success', async () => {
    const exec = createPodExec({ connection, clock: systemClock });
    const where = { namespace: 'cvat', pod: 'cvat-kvrocks-0', container: 'cvat-kvrocks-app-container' };
    expect((await exec.ask(where, { id: 'disk-free', path: '/not/there' })).exitCode).not.toBe(0);
  });

  it('reads the Helm release without its secrets', async () => {
    const helm = createHelmReader(createReleaseRecords(connection), 'cvat', 'cvat');
    await expect(helm.release()).resolves.toMatchObject({ name: 'cvat', chart: 'cvat', status: 'deployed' });
    expect(JSON.stringify(await helm.values())).not.toMatch(/made-up-\w+-password/);
  });
});

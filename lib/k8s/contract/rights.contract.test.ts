import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import type { Target } from '@/lib/domain/operation';
import { type ApiKind, resourcePaths } from '@/lib/domain/resource-ref';
import { mayDo } from '@/lib/k8s/access-review';
import { apiPath, rightOf } from '@/lib/k8s/api-path';
import { type Account, openScratchNamespace, type ScratchNamespace, targetOf } from '@/lib/k8s/contract/scratch-namespace';
import { deployment } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { createPodExec } from '@/lib/k8s/exec';
import { readPodLog } from '@/lib/k8s/pod-log';
import { watchResource } from '@/lib/k8s/watch/watch-resource';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';

const kinds = Object.keys(resourcePaths) as ApiKind[];
const clusterWide = new Set<ApiKind>(['Namespace', 'Node', 'PersistentVolume', 'StorageClass', 'RuntimeClass', 'ServiceCIDR']);
const inNamespace = kinds.filter((kind) => !clusterWide.has(kind));
const groupOf = (kind: ApiKind) => (resourcePaths[kind].apiVersion.includes('/') ? (resourcePaths[kind].apiVersion.split('/')[0] as string) : '');
const reading = (kind: ApiKind) => ({ apiGroups: [groupOf(kind)], resources: [resourcePaths[kind].plural], verbs: ['get', 'list', 'watch'] });
const other = (of: 'odd' | 'even') => (of === 'odd' ? 'even' : 'odd');

describeContract('rights: of two accounts each lacks what the other has', () => {
  let scratch: ScratchNamespace;
  const accounts = {} as Record<'odd' | 'even', Account>;
  const ownerOf = (kind: ApiKind) => (inNamespace.indexOf(kind) % 2 === 0 ? 'even' : 'odd');
  const list = (account: Account, kind: ApiKind) =>
    account.connection.json({ path: apiPath(kind, { namespace: clusterWide.has(kind) ? undefined : scratch.namespace }), right: rightOf('list', kind) });

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    for (const name of ['odd', 'even'] as const) {
      accounts[name] = await scratch.account(
        name,
        inNamespace.filter((kind) => ownerOf(kind) === name).map((kind) => reading(kind)),
      );
    }
    // Roles take effect a moment after they are made.
    for (const kind of inNamespace.slice(0, 2)) await vi.waitFor(() => list(accounts[ownerOf(kind)], kind), { timeout: 10_000, interval: 50 });
  });
  afterAll(() => scratch?.remove());

  it.each(inNamespace)('%s: 403 names the right for the one, the other may', async (kind) => {
    const [may, mayNot] = [accounts[ownerOf(kind)], accounts[other(ownerOf(kind))]];
    await expect(list(mayNot, kind)).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: rightOf('list', kind) } } });
    // Custom resources may not be installed: then it is allowed to ask, and there is nothing.
    const answer = await list(may, kind).then(
      () => 'listed',
      (error: { code: string }) => error.code,
    );
    expect(/nuclio|longhorn/.test(groupOf(kind)) ? ['listed', 'not-found'] : ['listed']).toContain(answer);
    const rule = { apiGroup: groupOf(kind), resource: resourcePaths[kind].plural, verbs: ['list', 'watch'], namespaced: true };
    expect([await mayDo(may.connection, rule, scratch.namespace), await mayDo(mayNot.connection, rule, scratch.namespace)]).toEqual(['yes', 'no']);
    expect(await mayDo(may.connection, { ...rule, verbs: ['list', 'patch'] }, scratch.namespace)).toBe('no');
    expect(await mayDo(may.connection, rule, 'default')).toBe('no');
  });

  it.each([...clusterWide])('%s: what a namespace’s role cannot give is refused at the cluster scope', async (kind) => {
    await expect(list(accounts.odd, kind)).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: rightOf('list', kind) } } });
  });

  it.each(['Pod', 'Deployment'] as const)('a watch of %s without the right says which one is missing, and one with it is live', async (kind) => {
    const watches = (['odd', 'even'] as const).map((name) => ({
      name,
      watch: watchResource({ kind, namespace: scratch.namespace, connection: accounts[name].connection, clock: systemClock, trim: () => true }),
    }));
    try {
      for (const { name, watch } of watches) {
        await watch.settled;
        if (name === ownerOf(kind)) expect(watch.state).toBe('live');
        else expect([watch.state, watch.trouble]).toEqual(['denied', { code: 'cluster-denied', missingRight: rightOf('watch', kind) }]);
      }
    } finally {
      for (const { watch } of watches) watch.stop();
    }
  });

  describe('an account that only reads', () => {
    let target: Target;
    beforeAll(async () => {
      target = targetOf('Deployment', await scratch.create('apps/v1/deployments', deployment('untouched')));
    });
    const reader = () => accounts[ownerOf('Deployment')].connection;

    it('is refused each change by the right it lacks, dry run or not', async () => {
      const denied = (right: string) => ({ code: 'cluster-denied', userMessage: { params: { right } } });
      for (const writer of [createDryRunWriter(reader()), createClusterWriter(reader())]) {
        await expect(writer.patch(target, 'merge', { spec: { replicas: 1 } })).rejects.toMatchObject(denied('patch deployments.apps'));
        await expect(writer.remove(target, 'Background')).rejects.toMatchObject(denied('delete deployments.apps'));
      }
    });

    it('is refused logs and exec, before it is told whether there is such a pod', async () => {
      const place = { namespace: scratch.namespace, pod: 'not-there', container: 'main' };
      await expect(readPodLog(reader(), place, { tail: 1 })).rejects.toMatchObject({ code: 'cluster-denied' });
      await expect(createPodExec({ connection: reader(), clock: systemClock }).ask(place, { id: 'disk-free', path: '/' })).rejects.toMatchObject({
        code: 'cluster-denied',
        userMessage: { params: { right: 'create pods/exec' } },
      });
    });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import type { ApiPath } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { type Disturber, openDisturber } from '@/lib/k8s/contract/disturber';
import { type Account, openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { deployment } from '@/lib/k8s/contract/scratch-objects';
import { connectToTestCluster, describeContract, isOurs } from '@/lib/k8s/contract/test-cluster';
import { openWire, type Wire } from '@/lib/k8s/contract/wire';
import { type ResourceWatch, watchResource } from '@/lib/k8s/watch/watch-resource';

/** What is shown to people has to be right within this. */
const SEEN_WITHIN_MS = 10_000;
/** A server that comes back has its caches to fill first. */
const BACK_WITHIN_MS = 30_000;

describeContract('when the API server is away', () => {
  let scratch: ScratchNamespace;
  let disturber: Disturber;
  let through: ClusterConnection;
  let watch: ResourceWatch<true> | undefined;
  const closing: (() => Promise<void>)[] = [];

  const watchThrough = async (connection: ClusterConnection) => {
    watch = watchResource({ kind: 'Deployment', namespace: scratch.namespace, connection, clock: systemClock, trim: () => true });
    await watch.settled;
    return watch;
  };
  const version = (connection: ClusterConnection, timeoutMs: number) => connection.text({ path: '/version' as ApiPath, right: 'get /version', timeoutMs });
  const stateOf = (it_: ResourceWatch<true>, state: string, timeout: number) => expect.poll(() => it_.state, { timeout, interval: 50 }).toBe(state);

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    disturber = await openDisturber(scratch);
    through = connectToTestCluster(disturber.kubeconfigPath);
    await scratch.create('apps/v1/deployments', deployment('before'));
  });
  afterEach(async () => {
    watch?.stop();
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await disturber?.close();
    await through?.close();
    await scratch?.remove();
  });

  it(`killed: it is unreachable at once, and the truth is back after a real list`, async () => {
    const live = await watchThrough(through);
    const asOf = live.asOf;
    const starts = live.starts;
    await disturber.kill();
    closing.push(disturber.revive);
    await expect(version(through, 5_000)).rejects.toMatchObject({ code: 'cluster-unreachable' });
    await expect.poll(() => live.state, { timeout: SEEN_WITHIN_MS, interval: 50 }).not.toBe('live');
    expect([...live.objects.keys()]).toEqual([`${scratch.namespace}/before`]);
    expect(Date.parse(live.asOf ?? '')).toBeGreaterThanOrEqual(Date.parse(asOf ?? ''));
    await disturber.revive();
    await stateOf(live, 'live', BACK_WITHIN_MS);
    expect(live.starts).toBeGreaterThan(starts);
    await scratch.create('apps/v1/deployments', deployment('after-kill'));
    await expect.poll(() => live.objects.has(`${scratch.namespace}/after-kill`), { timeout: 5_000 }).toBe(true);
  });

  it(`stopped: the silence is noticed, a call ends at its deadline, and the return of a connection alone is no truth`, async () => {
    const live = await watchThrough(through);
    await disturber.freeze();
    closing.push(disturber.thaw);
    const asked = Date.now();
    await expect(version(through, 1_500)).rejects.toMatchObject({ code: 'timed-out' });
    expect(Date.now() - asked).toBeLessThan(3_000);
    await stateOf(live, 'stale', SEEN_WITHIN_MS);
    const starts = live.starts;
    await disturber.thaw();
    await stateOf(live, 'live', BACK_WITHIN_MS);
    expect(live.starts).toBeGreaterThan(starts);
    await scratch.create('apps/v1/deployments', deployment('after-stop'));
    await expect.poll(() => live.objects.has(`${scratch.namespace}/after-stop`), { timeout: 5_000 }).toBe(true);
  });

  describe('or slow', () => {
    let wire: Wire;
    let slow: ClusterConnection;
    beforeAll(async () => {
      wire = await openWire(scratch);
      slow = connectToTestCluster(wire.kubeconfigPath);
    });
    afterAll(async () => {
      await slow.close();
      await wire.close();
    });

    it('a slow server is no dead one: it stays live and its answers count', async () => {
      const live = await watchThrough(slow);
      wire.delay(700);
      await expect(version(slow, 10_000)).resolves.toContain('gitVersion');
      await scratch.create('apps/v1/deployments', deployment('while-slow'));
      await expect.poll(() => live.objects.has(`${scratch.namespace}/while-slow`), { timeout: 5_000 }).toBe(true);
      expect([live.state, live.starts]).toEqual(['live', 1]);
      wire.delay(0);
    });

    it('one slower than the deadline is a call that timed out, and nothing else', async () => {
      wire.delay(1_500);
      await expect(version(slow, 500)).rejects.toMatchObject({ code: 'timed-out' });
      wire.delay(0);
      await expect(version(slow, 10_000)).resolves.toContain('gitVersion');
    });
  });

  describe.skipIf(!isOurs)(isOurs ? 'or too busy' : 'or too busy (NOT RUN: only its owner can make a server answer 429)', () => {
    let account: Account;
    beforeAll(async () => {
      account = await scratch.account('hurried', [{ apiGroups: ['apps', ''], resources: ['deployments', 'configmaps'], verbs: ['get', 'list', 'watch'] }]);
    });

    it('429 is told with the time the server asks to wait, and a watch waits and comes back', async () => {
      const release = await disturber.throttle?.(account);
      if (release) closing.push(release);
      const list = { path: `/apis/apps/v1/namespaces/${scratch.namespace}/deployments` as ApiPath, right: 'list deployments.apps', timeoutMs: 5_000 };
      await expect(account.connection.json(list)).rejects.toMatchObject({ code: 'cluster-throttled', retryAfterSeconds: expect.any(Number) });
      const live = await watchThrough(account.connection);
      expect([live.state, live.trouble?.code]).toEqual(['unreachable', 'cluster-throttled']);
      await closing.pop()?.();
      await stateOf(live, 'live', BACK_WITHIN_MS);
      expect(live.objects.has(`${scratch.namespace}/before`)).toBe(true);
    });
  });
});

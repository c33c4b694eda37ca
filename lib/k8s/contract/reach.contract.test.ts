import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import type { Reach } from '@/lib/domain/ports/reach';
import { createWayFetch } from '@/lib/http/way-fetch';
import { apiPath } from '@/lib/k8s/api-path';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { describeWhere, forwardsTo, testControl } from '@/lib/k8s/contract/test-cluster';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { locatePods } from '@/lib/k8s/forward/locate-pod';

const CVAT = { kind: 'service', namespace: 'cvat', service: 'cvat-backend-service', port: 8_080 } as const;
const isReachable = testControl.lab !== undefined || forwardsTo !== undefined;

describeWhere(isReachable, 'CVAT answers in the lab, and on a rig whose port-forward leads to this machine', 'a way to a Service', () => {
  let scratch: ScratchNamespace;
  let reach: Reach;
  /** On a rig CVAT's pod answers here. */
  const standIn = createServer((_request, response) => response.end(JSON.stringify({ name: 'stand-in', filler: 'x'.repeat(3_000_000) })));

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    reach = createReach({ connection: scratch.connection, clock: systemClock, isInCluster: false });
    if (forwardsTo) await new Promise<void>((resolve) => standIn.listen(forwardsTo, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await reach?.close();
    standIn.closeAllConnections();
    standIn.close();
    await scratch?.remove();
  });

  const pods = async () => (await locatePods(scratch.connection, CVAT)).map(({ pod }) => pod);
  const fetchOn = createWayFetch();
  async function about(): Promise<string> {
    const way = await reach.way(CVAT);
    const answer = await fetchOn(way)(`${way.origin}/api/server/about`, { signal: AbortSignal.timeout(15_000) });
    return ((await answer.json()) as { name: string }).name;
  }

  it('carries questions and long answers, many at once', async () => {
    expect(await about()).toBeTruthy();
    expect(new Set(await Promise.all(Array.from({ length: 20 }, about))).size).toBe(1);
  });

  it('leads to the next pod when the one behind it was replaced', async () => {
    await about();
    const [before = ''] = await pods();
    await scratch.connection.json({ method: 'DELETE', path: apiPath('Pod', { namespace: 'cvat', name: before }), right: 'delete pods' });
    await vi.waitFor(async () => expect(await pods()).not.toContain(before), { timeout: 50_000, interval: 200 });
    await vi.waitFor(async () => expect(await about()).toBeTruthy(), { timeout: 20_000, interval: 200 });
  });

  it('is refused with the reason: no such Service, no such port, nobody behind it', async () => {
    await scratch.create('v1/services', { metadata: { name: 'lonely' }, spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] } });
    const lonely = { ...CVAT, namespace: scratch.namespace, service: 'lonely', port: 80 };
    const refusal = (reason: string) => ({ code: 'endpoint-unreachable', userMessage: { params: { reason } } });
    await expect(reach.way({ ...CVAT, service: 'not-there' })).rejects.toMatchObject(refusal('no_service'));
    await expect(reach.way({ ...CVAT, port: 1 })).rejects.toMatchObject(refusal('no_port'));
    await expect(reach.way(lonely)).rejects.toMatchObject(refusal('no_ready_pod'));
    // A port the Service has and the pod does not answer on.
    await expect(reach.way({ ...CVAT, service: 'cvat-postgresql', port: 5_432 })).rejects.toMatchObject(refusal('refused'));
  });

  it('names the right an account lacks', async () => {
    const blind = await scratch.account('blind', []);
    const own = createReach({ connection: blind.connection, clock: systemClock, isInCluster: false });
    const denied = (right: string) => ({ code: 'cluster-denied', userMessage: { params: { right } } });
    await expect(own.way({ ...CVAT, namespace: scratch.namespace })).rejects.toMatchObject(denied('get services'));
    await own.close();
  });
});

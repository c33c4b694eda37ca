import { createServer as createHttpServer, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import type { Reach } from '@/lib/domain/ports/reach';
import type { ApiPath } from '@/lib/k8s/api-path';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { container } from '@/lib/k8s/contract/scratch-objects';
import { describeContract, forwardsTo } from '@/lib/k8s/contract/test-cluster';
import { createReach } from '@/lib/k8s/forward/create-reach';

/** What the lab knows a container by that answers HTTP on 8080; elsewhere these are any labels. */
const labels = { app: 'server', tier: 'backend', component: 'server' };

describeContract('port-forward', () => {
  let scratch: ScratchNamespace;
  let reach: Reach;
  /** On a rig the pod's port leads here: it answers as the container would. */
  const standIn = createHttpServer((_request, response) => response.end('hello'));
  const service = (name: string, port = 80) => ({ kind: 'service', namespace: scratch.namespace, service: name, port }) as const;

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    reach = createReach({ connection: scratch.connection, clock: systemClock, isInCluster: false });
    if (forwardsTo) await new Promise<void>((resolve) => standIn.listen(forwardsTo, '127.0.0.1', resolve));
    const template = { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, containers: [container] } };
    await scratch.create('apps/v1/deployments', { metadata: { name: 'server' }, spec: { replicas: 1, selector: { matchLabels: labels }, template } });
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'none', port: 81, targetPort: 8999 },
    ];
    await scratch.create('v1/services', { metadata: { name: 'web' }, spec: { selector: labels, ports } });
  });
  afterAll(async () => {
    await reach?.close();
    standIn.close();
    await scratch?.remove();
  });

  /** Status of GET / through a way to the Service. */
  async function status(name: string, port?: number): Promise<number> {
    const { socketPath = '' } = await reach.way(service(name, port));
    return new Promise((resolve, reject) => {
      const call = request({ socketPath, path: '/', headers: { host: 'web', connection: 'close' } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      call.on('error', reject);
      call.setTimeout(10_000, () => call.destroy(new Error('no answer')));
      call.end();
    });
  }
  const answers = () => expect.poll(() => status('web').catch(() => 0), { timeout: 50_000, interval: 200 }).toBeGreaterThanOrEqual(200);

  it('leads from a Service to its pod, many times over', async () => {
    await answers();
    const all = await Promise.all(Array.from({ length: 5 }, () => status('web')));
    for (const each of all) expect(each).toBeLessThan(500);
  });

  it('finds the pod that took the place of the first', async () => {
    await answers();
    const path = `/api/v1/namespaces/${scratch.namespace}/pods` as ApiPath;
    await scratch.connection.json({ method: 'DELETE', path, right: 'deletecollection pods', query: { labelSelector: 'app=server', gracePeriodSeconds: 1 } });
    await answers();
  });

  it('says that a Service, one of its ports or what listens there is not there', async () => {
    await expect(reach.way(service('none'))).rejects.toMatchObject({ code: 'endpoint-unreachable' });
    await expect(reach.way(service('web', 4_444))).rejects.toMatchObject({ code: 'endpoint-unreachable' });
    await expect(status('web', 81)).rejects.toThrow();
  });

  it('names the right that is missing', async () => {
    const { connection } = await scratch.account('no-forward', [
      { apiGroups: [''], resources: ['pods', 'services'], verbs: ['get', 'list'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list'] },
    ]);
    const other = createReach({ connection, clock: systemClock, isInCluster: false });
    try {
      const denied = { code: 'cluster-denied', userMessage: { params: { right: 'create pods/portforward' } } };
      await expect.poll(() => other.way(service('web')).catch((error: unknown) => error), { timeout: 20_000 }).toMatchObject(denied);
    } finally {
      await other.close();
    }
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { systemClock } from '@/lib/domain/clock';
import type { EndpointAddress } from '@/lib/domain/endpoint';
import type { Reach } from '@/lib/domain/ports/reach';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { createNuclioApi } from '@/lib/nuclio/create-nuclio-api';
import { findFreePorts } from '../scripts/run/ports';
import { POD } from './behaviour/kinds';
import { type RunningLab, startLab } from './start-lab';

const directory = mkdtempSync(path.join(tmpdir(), 'lab-'));
const service = (name: string, port: number): EndpointAddress => ({ kind: 'service', namespace: 'cvat', service: name, port });
const CVAT = service('cvat-backend-service', 8_080);
let lab: RunningLab;
let connection: ClusterConnection;
let reach: Reach;

beforeAll(async () => {
  lab = await startLab({ port: await findFreePorts(7_330, 5), directory });
  connection = connectCluster({ kubeconfigPath: lab.kubeconfig });
  reach = createReach({ connection, clock: systemClock, isInCluster: false });
}, 60_000);
afterEach(() => {
  lab.api.clearFaults();
  lab.world.reset();
});
afterAll(async () => {
  await reach.close();
  await connection.close();
  await lab.close();
  rmSync(directory, { recursive: true });
});

const cvat = () => createCvatApi({ way: () => reach.way(CVAT), token: async () => lab.world.cvat.token });
const serverPods = () =>
  lab.world.store.list(POD, 'cvat').filter(({ metadata: { labels = {} } }) => labels.component === 'server' && labels.tier === 'backend');

async function redis(password?: string) {
  const { socketPath = '' } = await reach.way(service('cvat-kvrocks', 6_666));
  const client = createClient({ RESP: 2, socket: { path: socketPath, tls: false, reconnectStrategy: false }, ...(password ? { password } : {}) });
  client.on('error', () => undefined);
  return client.connect();
}

describe('with nothing but the kubeconfig', () => {
  it('CVAT and Nuclio answer through their Services', async () => {
    expect((await cvat().models()).functions?.length).toBeGreaterThan(0);
    const nuclio = createNuclioApi({ way: () => reach.way(service('cvat-nuclio-dashboard', 8_070)), namespace: 'cvat' });
    expect(await nuclio.dashboard()).toMatchObject({ listMs: expect.any(Number) });
  });

  it('KVRocks answers to its own protocol, and only with its password', async () => {
    const client = await redis('made-up-kvrocks-password');
    expect(await client.sendCommand(['INFO'])).toContain('used_disk_size:');
    expect(await client.sendCommand(['CONFIG', 'GET', 'dir'])).toEqual(['dir', '/var/lib/kvrocks']);
    await expect(client.sendCommand(['NONSENSE'])).rejects.toThrow('unknown command');
    client.destroy();
    const stranger = await redis();
    await expect(stranger.sendCommand(['INFO'])).rejects.toThrow('NOAUTH');
    stranger.destroy();
  });

  it('CVAT answers again when its pod was replaced', async () => {
    await cvat().about();
    const [before] = serverPods();
    lab.world.store.remove(POD, 'cvat', before?.metadata.name ?? '');
    await expect
      .poll(
        () => {
          lab.world.clock.advance(5_000);
          return cvat()
            .about()
            .then(Boolean, () => false);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    expect(serverPods().map(({ metadata }) => metadata.name)).not.toContain(before?.metadata.name);
  });

  it('a CVAT that does not listen is a refusal, and so is a port nobody has', async () => {
    lab.scenarios.set('server-unreachable', true);
    await expect
      .poll(
        () =>
          cvat()
            .about()
            .then(
              () => 'answer',
              (error: { code: string }) => error.code,
            ),
        { timeout: 10_000 },
      )
      .toMatch(/unreachable/);
    await expect(reach.way(service('cvat-postgresql', 5_432))).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      userMessage: { params: { reason: 'refused' } },
    });
  });

  it('the missing right is named', async () => {
    const other = createReach({ connection, clock: systemClock, isInCluster: false });
    lab.api.injectFault({ deny: [{ verb: 'create', resource: 'pods', subresource: 'portforward' }] });
    await expect(other.way(CVAT)).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: 'create pods/portforward' } } });
    await other.close();
  });
});

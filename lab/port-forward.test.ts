import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCvatApi } from '@/lib/cvat/create-cvat-api';
import { systemClock } from '@/lib/domain/clock';
import type { Endpoint, EndpointAddress } from '@/lib/domain/endpoint';
import type { Reach } from '@/lib/domain/ports/reach';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createDirectReader } from '@/lib/k8s/direct-reader';
import { createPodExec } from '@/lib/k8s/exec';
import { createReach } from '@/lib/k8s/forward/create-reach';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';
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

describe('KVRocks', () => {
  const endpoint: Endpoint = { name: 'kvrocks', address: service('cvat-kvrocks', 6_666), foundBy: { kind: 'release', detail: 'cvat' } };
  const exec = () => createPodExec({ connection, clock: systemClock });
  async function read(password?: string, ways: Reach = reach) {
    const reader = createDirectReader(connection, { namespace: 'cvat', nuclioNamespace: 'cvat' });
    const [pods, services] = await Promise.all([reader.read('pods'), reader.read('services')]);
    return createKvrocksReader(exec(), { way: () => ways.way(endpoint.address), password }).read({ endpoint, pods, services });
  }
  const deny = (subresource: string) => lab.api.injectFault({ deny: [{ verb: 'create', resource: 'pods', subresource }] });

  it('is asked in its container, or in its own protocol with a password of Loupe’s own: the same figures', async () => {
    const inside = await read();
    const outside = await read('made-up-kvrocks-password');
    expect([inside.askedBy, outside.askedBy]).toEqual(['exec', 'protocol']);
    expect({ ...outside, askedBy: 'exec' }).toEqual(inside);
    expect(inside).toMatchObject({ claim: 'cvat-kvrocks-data-cvat-kvrocks-0', dbPath: '/var/lib/kvrocks/db', write: { accepted: true } });
  });

  it('is measured without the right to exec, but for what its directory holds', async () => {
    deny('exec');
    const facts = await read('made-up-kvrocks-password');
    expect(facts).toMatchObject({ askedBy: 'protocol', diskCapacityBytes: expect.any(Number) });
    expect(facts.composition).toBeUndefined();
  });

  it('is asked the other way when one is closed, and the first closed way is the one that is told', async () => {
    expect((await read('wrong')).askedBy).toBe('exec');
    deny('portforward');
    const other = createReach({ connection, clock: systemClock, isInCluster: false });
    expect((await read('made-up-kvrocks-password', other)).askedBy).toBe('exec');
    deny('exec');
    await expect(read(undefined, other)).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: 'create pods/exec' } } });
    await other.close();
  });

  it('tells in its own words that it takes no write', async () => {
    lab.scenarios.set('kvrocks-write-refused', true);
    const { write } = await read('made-up-kvrocks-password');
    expect(write).toMatchObject({ accepted: false, error: expect.stringContaining('No space left') });
  });
});

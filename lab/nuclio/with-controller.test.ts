import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configuredWay } from '@/lib/domain/configured-way';
import { createNuclioApi, type NuclioApi } from '@/lib/nuclio/create-nuclio-api';
import type { RunningServer } from '../http/start-http-server';
import { createLabClock } from '../world/create-clock';
import { createWorld } from '../world/create-world';
import type { LabWorld } from '../world/world';
import { FUNCTION } from './function-states';
import { startNuclioDashboard } from './start-nuclio-dashboard';

const named = { namespace: 'cvat', name: 'onnx-wongkinyiu-yolov7' };
const URLS = ['nuclio-onnx-wongkinyiu-yolov7.cvat.svc.cluster.local:8080'];

let world: LabWorld;
let server: RunningServer;
let api: NuclioApi;

beforeAll(async () => {
  world = createWorld({ clock: createLabClock({ rate: 0 }) });
  server = await startNuclioDashboard(world, 0);
  api = createNuclioApi({ way: async () => configuredWay(server.url), namespace: 'cvat' });
}, 30_000);
beforeEach(() => world.reset());
afterAll(() => server.close());

const found = () => world.store.get(FUNCTION, 'cvat', named.name);
function kept() {
  const object = found();
  if (!object) throw new Error('the function is gone');
  return { metadata: object.metadata, spec: object.spec, resourceVersion: object.metadata.resourceVersion ?? '' };
}
const deployment = () => world.store.get('apps/v1/Deployment', 'cvat', `nuclio-${named.name}`);
const pods = () => world.store.list('v1/Pod', 'cvat').filter(({ metadata }) => metadata.labels?.['nuclio.io/function-name'] === named.name);
const settle = (seconds = 60) => world.clock.advance(seconds * 1000);

describe('the dashboard and the controller of one world', { timeout: 30_000 }, () => {
  it('bring a function back from an error, with its address, without touching its pod', async () => {
    const [pod] = pods();
    world.store.change(FUNCTION, 'cvat', named.name, 'test', (draft) => {
      draft.status = { state: 'error', message: 'broken' };
    });
    await api.startFunction(named);
    settle();
    expect(found()?.status).toMatchObject({ state: 'ready', internalInvocationUrls: URLS });
    expect(found()?.status).not.toHaveProperty('message');
    expect(pods().map(({ metadata }) => metadata.uid)).toEqual([pod?.metadata.uid]);
  });

  it('replace the pod, not the Deployment, when the function is replaced', async () => {
    const [pod] = pods();
    const { uid } = deployment()?.metadata ?? {};
    await api.updateFunction({ ...named, ...kept() });
    settle();
    expect(found()?.status.state).toBe('ready');
    expect(deployment()?.metadata.uid).toBe(uid);
    expect(pods().map((one) => one.metadata.uid)).not.toContain(pod?.metadata.uid);
  });

  it('remove everything with the function, and build it anew from what was kept', async () => {
    const { metadata, spec, resourceVersion } = kept();
    await api.deleteFunction({ ...named, resourceVersion });
    settle();
    expect([found(), deployment(), ...pods()].filter(Boolean)).toEqual([]);
    await api.createFunction({ ...named, metadata, spec });
    expect(found()?.status.state).toBe('building');
    settle(120);
    expect(found()?.status).toMatchObject({ state: 'ready', internalInvocationUrls: URLS });
    expect(pods()).toHaveLength(1);
  });

  it('leave the resources behind when the controller is away while a function goes', async () => {
    world.store.change('apps/v1/Deployment', 'cvat', 'cvat-nuclio-controller', 'test', (draft) => Object.assign(draft.spec, { replicas: 0 }));
    settle();
    await api.deleteFunction({ ...named, resourceVersion: kept().resourceVersion });
    settle();
    expect(found()).toBeUndefined();
    expect(deployment()).toBeDefined();
  });
});

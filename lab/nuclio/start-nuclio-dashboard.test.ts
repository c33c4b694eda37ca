import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configuredWay } from '@/lib/domain/configured-way';
import { createNuclioApi, type NuclioApi } from '@/lib/nuclio/create-nuclio-api';
import type { RunningServer } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import { endJobs, put, reconcile, replayWorld } from './contract/replay-world';
import { FUNCTION } from './function-states';
import { startNuclioDashboard } from './start-nuclio-dashboard';

let world: LabWorld;
let server: RunningServer;
let api: NuclioApi;

beforeEach(async () => {
  world = replayWorld({ withProject: true });
  server = await startNuclioDashboard(world, 0);
  api = createNuclioApi({ way: async () => configuredWay(server.url), namespace: 'cvat' });
  await api.createFunction({ ...named, metadata: { labels: { 'nuclio.io/project-name': 'cvat' }, annotations: { type: 'detector' } }, spec: SPEC });
});
afterEach(() => server.close());

const named = { namespace: 'cvat', name: 'yolo' };
const SPEC = { description: 'd', image: 'registry.test/yolo:1', minReplicas: 1, maxReplicas: 1, build: { functionSourceCode: 'eA==' } };

const found = () => world.store.get(FUNCTION, 'cvat', 'yolo');
const version = () => found()?.metadata.resourceVersion ?? '';
function settle() {
  endJobs(world);
  reconcile(world, 'yolo');
}

describe('what the console does to a function', () => {
  it('creates it; what becomes of it shows in its state', async () => {
    expect(found()?.status.state).toBe('building');
    settle();
    expect(found()?.status).toMatchObject({ state: 'ready', internalInvocationUrls: ['nuclio-yolo.cvat.svc.cluster.local:8080'] });
  });

  it('starts it from an error, keeping spec and image', async () => {
    settle();
    world.store.change(FUNCTION, 'cvat', 'yolo', 'test', (draft) => {
      draft.status = { state: 'error', message: 'why' };
    });
    const before = found()?.spec;
    await api.startFunction(named);
    expect(found()?.status).toMatchObject({ state: 'waitingForResourceConfiguration', message: 'why' });
    expect(found()?.spec).toEqual(before);
    expect(found()?.metadata.annotations).toHaveProperty('nuclio.io/force-update');
  });

  it('replaces its spec without building, and only the version that was planned', async () => {
    settle();
    const planned = version();
    const hash = found()?.spec.imageHash;
    const metadata = { labels: { added: 'in vain' }, annotations: { type: 'tracker' } };
    const spec = { ...SPEC, image: found()?.spec.image, runtimeClassName: 'nvidia', env: [{ name: 'A', value: '1' }] };
    await api.updateFunction({ ...named, resourceVersion: planned, metadata, spec });
    expect(found()?.metadata).toMatchObject({ labels: { 'nuclio.io/project-name': 'cvat' }, annotations: { type: 'tracker' } });
    expect(found()?.spec).not.toHaveProperty('runtimeClassName');
    expect(found()?.spec).toMatchObject({ env: [{ name: 'A', value: '1' }], image: 'registry.test:5000/nuclio/processor-yolo:latest' });
    expect(found()?.spec.imageHash).not.toBe(hash);
    expect(found()?.status.state).toBe('building');
    world.clock.advance(1_000);
    expect(found()?.status.state).toBe('waitingForResourceConfiguration');
    settle();
    await expect(api.updateFunction({ ...named, resourceVersion: planned, metadata, spec })).rejects.toMatchObject({ code: 'cluster-conflict' });
  });

  it('deletes it, while it is being provisioned only when told to', async () => {
    const being = api.deleteFunction({ ...named, resourceVersion: version() });
    await expect(being).rejects.toMatchObject({ code: 'nuclio-refused', userMessage: { params: { reason: 'being_provisioned' } } });
    await expect(api.deleteFunction({ ...named, resourceVersion: '1', whileProvisioning: true })).rejects.toMatchObject({ code: 'cluster-conflict' });
    await api.deleteFunction({ ...named, resourceVersion: version(), whileProvisioning: true });
    expect(found()).toBeUndefined();
  });

  it('finds a build that failed, or ran out of time, in the state and the message', async () => {
    Object.assign(world, { answers: { log: () => [{ at: '', line: 'UNAUTHORIZED: checking push permission' }] } });
    put(world, 'v1', 'Pod', 'kaniko', { labels: { 'job-name': world.store.list('batch/v1/Job')[0]?.metadata.name ?? '' } });
    endJobs(world, { type: 'Failed', reason: 'BackoffLimitExceeded' });
    expect(found()?.status).toMatchObject({ state: 'error', message: expect.stringContaining('UNAUTHORIZED') });
    await api.updateFunction({ ...named, resourceVersion: version(), metadata: {}, spec: { ...SPEC, image: 'registry.test/yolo:1' } });
    world.clock.advance(1_000);
    expect(found()?.status).toMatchObject({ state: 'waitingForResourceConfiguration' });
    expect(found()?.status).not.toHaveProperty('message');
  });

  it('cannot bring back a build that lost its dashboard, except by way of an error', async () => {
    world.abandonedBuilds.add('yolo');
    settle();
    expect(found()?.status.state).toBe('building');
    await expect(api.startFunction(named)).rejects.toMatchObject({ code: 'nuclio-refused', userMessage: { params: { reason: 'no_image' } } });
  });
});

describe('the dashboard itself', () => {
  it('tells its version and lists', async () => {
    expect(await api.dashboard()).toEqual({ version: '1.14.1', ms: expect.any(Number), listMs: expect.any(Number) });
  });

  it('is gone while it is down, and knows nothing of earlier deploys when it is back', async () => {
    const logs = async () => (await (await fetch(`${server.url}/api/functions/yolo`)).json()).status.logs;
    expect(await logs()).toHaveLength(4);
    world.nuclio.dashboardDown = true;
    await expect(api.dashboard()).rejects.toMatchObject({ code: 'nuclio-unreachable' });
    world.nuclio.dashboardDown = false;
    // The listener follows the world within a moment.
    await expect.poll(() => api.dashboard().catch(() => undefined)).toBeDefined();
    expect(await logs()).toBeUndefined();
  });

  it('streams a pod’s log until the reader leaves, or gives what there is', async () => {
    settle();
    put(world, 'v1', 'Pod', 'nuclio-yolo-a-b', { labels: { 'nuclio.io/function-name': 'yolo' } });
    let left = false;
    const answers: Pick<LabWorld['answers'], 'log' | 'follow'> = {
      log: () => [
        { at: '', line: 'one' },
        { at: '', line: 'two' },
      ],
      follow: (_, onLine) => {
        onLine({ at: '', line: 'three' });
        return () => {
          left = true;
        };
      },
    };
    Object.assign(world, { answers });
    const path = `${server.url}/api/functions/yolo/logs/nuclio-yolo-a-b`;
    expect(await (await fetch(`${path}?follow=false&tailLines=1`)).text()).toBe('two\n');
    const reader = (await fetch(path)).body?.getReader();
    let text = '';
    while (!text.includes('three')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toBe('one\ntwo\nthree\n');
    await reader?.cancel();
    await expect.poll(() => left).toBe(true);
  });
});

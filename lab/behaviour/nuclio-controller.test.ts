import { beforeEach, describe, expect, it } from 'vitest';
import { invocationUrlMissing } from '../scenarios/invocation-url-missing';
import { breakPods } from '../scenarios/pod-fault';
import type { LabWorld } from '../world/world';
import { DEPLOYMENT, NUCLIO_FUNCTION, SERVICE } from './kinds';
import { ask, livePods, MINUTE, SECOND, testWorld } from './test-world';

const NAME = 'yolo11x-cvat-detector-gpu';
const URL = `nuclio-${NAME}.cvat.svc.cluster.local:8080`;
let world: LabWorld;

const fn = (name = NAME) => world.store.get(NUCLIO_FUNCTION, world.namespace, name);
const deployment = (name = NAME) => world.store.get(DEPLOYMENT, world.namespace, `nuclio-${name}`);
const redeploy = (name = NAME, change: (draft: NonNullable<ReturnType<typeof fn>>) => void = () => undefined) =>
  world.store.change(NUCLIO_FUNCTION, world.namespace, name, 'dashboard', (draft) => {
    change(draft);
    draft.status.state = 'waitingForResourceConfiguration';
  });
const devices = () =>
  ask(world, livePods(world, { 'nuclio.io/function-name': NAME })[0], 'sh', '-c', 'ls -1 /dev/nvidia* 2>/dev/null; echo V=$NVIDIA_VISIBLE_DEVICES');

beforeEach(() => {
  world = testWorld();
});

describe('the Nuclio controller', () => {
  it('keeps a runtime class patched into the Deployment when it updates it in place', () => {
    const { uid } = deployment()?.metadata ?? {};
    redeploy(NAME, (draft) => {
      draft.spec.env = [{ name: 'CONFIDENCE', value: '0.4' }];
    });
    world.clock.advance(20 * SECOND);
    expect(fn()?.status).toMatchObject({ state: 'ready', internalInvocationUrls: [URL] });
    expect(deployment()?.metadata.uid).toBe(uid);
    expect(deployment()?.spec.template.spec).toMatchObject({
      runtimeClassName: 'nvidia',
      containers: [{ env: expect.arrayContaining([{ name: 'CONFIDENCE', value: '0.4' }]) }],
    });
  });

  it('makes a deleted Deployment anew without it, and then the container has no device', async () => {
    expect((await devices()).stdout).toContain('/dev/nvidia0');
    world.store.remove(DEPLOYMENT, world.namespace, `nuclio-${NAME}`);
    redeploy();
    world.clock.advance(20 * SECOND);
    expect(deployment()?.spec.template.spec.runtimeClassName).toBeUndefined();
    expect((await devices()).stdout).toMatch(/^V=GPU-/);
    expect(world.gpus.get(NAME)).toMatchObject({ devices: false, cuda: false });
  });

  it('deletes what it made when the function goes, and nothing while it is away', () => {
    world.store.remove(NUCLIO_FUNCTION, world.namespace, NAME);
    world.clock.advance(3 * SECOND);
    expect([deployment(), world.store.get(SERVICE, world.namespace, `nuclio-${NAME}`)]).toEqual([undefined, undefined]);
    world.store.change(DEPLOYMENT, world.namespace, 'cvat-nuclio-controller', 'kubectl', (draft) => {
      draft.spec.replicas = 0;
    });
    world.clock.advance(3 * SECOND);
    world.store.remove(NUCLIO_FUNCTION, world.namespace, 'pth-foolwood-siammask');
    world.clock.advance(10 * SECOND);
    expect(deployment('pth-foolwood-siammask')).toBeDefined();
  });

  it('refills addresses at a redeploy, without a restart', () => {
    invocationUrlMissing.on(world);
    const name = 'onnx-wongkinyiu-yolov7';
    const [pod] = livePods(world, { 'nuclio.io/function-name': name });
    redeploy(name);
    world.clock.advance(3 * SECOND);
    expect(fn(name)?.status.internalInvocationUrls).toHaveLength(1);
    expect(livePods(world, { 'nuclio.io/function-name': name })[0]?.metadata.uid).toBe(pod?.metadata.uid);
  });

  it('notices a broken function within three minutes and a mended one, keeping its addresses', () => {
    breakPods(world, { 'nuclio.io/function-name': NAME }, { unready: 'context deadline exceeded' });
    world.clock.advance(30 * SECOND);
    expect(deployment()?.status.availableReplicas).toBeUndefined();
    world.clock.advance(3 * MINUTE);
    expect(fn()?.status).toMatchObject({ state: 'unhealthy', message: 'Function is not healthy', internalInvocationUrls: [URL] });
    world.podFaults.clear();
    world.clock.advance(4 * MINUTE);
    expect(fn()?.status).toMatchObject({ state: 'ready' });
    expect(fn()?.status.message).toBeUndefined();
  });

  it('gives up a deploy that never becomes ready, without addresses', () => {
    world.pullFailures.set(deployment()?.spec.template.spec.containers[0].image, 'toomanyrequests');
    redeploy(NAME, (draft) => {
      draft.spec.imageHash = 'other';
    });
    world.clock.advance(3 * MINUTE);
    expect(fn()?.status.state).toBe('unhealthy');
    expect(fn()?.status.internalInvocationUrls).toBeUndefined();
  });

  it('ends in error where the project does not exist', () => {
    world.store.remove('nuclio.io/v1beta1/NuclioProject', world.namespace, 'cvat');
    redeploy();
    world.clock.advance(2 * SECOND);
    expect(fn()?.status.state).toBe('error');
  });
});

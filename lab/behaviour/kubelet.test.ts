import { beforeEach, describe, expect, it } from 'vitest';
import { breakPods } from '../scenarios/pod-fault';
import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { DEPLOYMENT, POD, SECRET, STATEFUL_SET } from './kinds';
import { deletePod, isReady } from './pods';
import { livePods, MINUTE, SECOND, testWorld } from './test-world';

const VECTOR = { 'app.kubernetes.io/name': 'vector' };
let world: LabWorld;

const eventsOf = (name: string) => world.store.list('v1/Event', world.namespace).filter((event) => event.involvedObject.name === name);
const vector = () => world.store.get(POD, world.namespace, 'cvat-vector-0');

beforeEach(() => {
  world = testWorld();
});

describe('the kubelet', () => {
  it('restarts a crashing container at longer and longer intervals and keeps the log of the one before', () => {
    breakPods(world, VECTOR, { crash: { exitCode: 78, lines: ['ERROR no sources'] } });
    world.clock.advance(5 * SECOND);
    expect(vector()?.status.containerStatuses[0]).toMatchObject({
      restartCount: 0,
      ready: false,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 78 } },
    });
    world.clock.advance(2 * MINUTE);
    expect(vector()?.status.containerStatuses[0].restartCount).toBe(3);
    expect(world.answers.log({ namespace: world.namespace, pod: 'cvat-vector-0', container: 'vector', previous: true })?.at(-1)?.line).toBe('ERROR no sources');
    expect(eventsOf('cvat-vector-0').find((event) => event.reason === 'BackOff')?.count).toBeGreaterThan(2);
  });

  it('has a StatefulSet make the pod anew, under its name and without its fault', () => {
    breakPods(world, VECTOR, { crash: { exitCode: 78, lines: [] } });
    world.clock.advance(10 * SECOND);
    const before = vector();
    world.store.change(STATEFUL_SET, world.namespace, 'cvat-vector', 'kubectl', (draft) => {
      draft.spec.template.metadata.annotations = { 'kubectl.kubernetes.io/restartedAt': 'now' };
    });
    world.clock.advance(10 * SECOND);
    expect(vector()?.metadata.uid).not.toBe(before?.metadata.uid);
    expect(isReady(vector() as NonNullable<ReturnType<typeof vector>>)).toBe(true);
    expect(world.store.get(STATEFUL_SET, world.namespace, 'cvat-vector')?.status).toMatchObject({ updatedReplicas: 1, readyReplicas: 1 });
  });

  it('creates no container without its Secret, and does once that is there', () => {
    const secret = world.store.remove(SECRET, world.namespace, 'cvat-redis-secret');
    const [pod] = livePods(world, { component: 'worker-export' });
    if (pod) deletePod(world, pod);
    world.clock.advance(5 * SECOND);
    const [next] = livePods(world, { component: 'worker-export' });
    expect(next?.status.containerStatuses[0].state.waiting).toEqual({ reason: 'CreateContainerConfigError', message: 'secret "cvat-redis-secret" not found' });
    if (secret) world.store.put(secret, 'helm');
    world.clock.advance(5 * SECOND);
    expect(livePods(world, { component: 'worker-export' }).map(isReady)).toEqual([true]);
  });

  it('finds nothing listening on a wrong port, and says so in the words of the kubelet', () => {
    world.store.change(DEPLOYMENT, world.namespace, 'cvat-frontend', 'kubectl', (draft) => {
      draft.spec.template.spec.containers[0].readinessProbe.tcpSocket.port = 80;
    });
    world.clock.advance(30 * SECOND);
    const [pod] = livePods(world, { tier: 'frontend' });
    const unhealthy = eventsOf(pod?.metadata.name ?? '').find((event) => event.reason === 'Unhealthy');
    expect(unhealthy?.message).toBe(`Readiness probe failed: dial tcp ${pod?.status.podIP}:80: connect: connection refused`);
    expect(condition(pod, 'Ready')?.reason).toBe('ContainersNotReady');
  });

  it('has no runtime for the nvidia class on a node without a card', () => {
    world.store.change(DEPLOYMENT, world.namespace, 'cvat-opa', 'kubectl', (draft) => {
      draft.spec.template.spec.runtimeClassName = 'nvidia';
    });
    world.clock.advance(5 * SECOND);
    const [pod] = livePods(world, { tier: 'opa' });
    expect(eventsOf(pod?.metadata.name ?? '').find((event) => event.reason === 'FailedCreatePodSandBox')?.message).toContain(
      'no runtime for "nvidia" is configured',
    );
  });
});

describe('the scheduler', () => {
  it('says what each node lacks, and takes the pod when a node has it', () => {
    world.store.change(DEPLOYMENT, world.namespace, 'nuclio-onnx-wongkinyiu-yolov7', 'kubectl', (draft) => {
      draft.spec.template.spec.containers[0].resources.limits['nvidia.com/gpu'] = '2';
    });
    world.clock.advance(5 * SECOND);
    const pending = () => livePods(world, { 'nuclio.io/function-name': 'onnx-wongkinyiu-yolov7' }).find((pod) => !pod.spec.nodeName);
    expect(condition(pending(), 'PodScheduled')?.message).toMatch(/^0\/2 nodes are available: 2 Insufficient nvidia\.com\/gpu\./);
    world.store.change(DEPLOYMENT, world.namespace, 'nuclio-pth-foolwood-siammask', 'kubectl', (draft) => {
      draft.spec.replicas = 0;
    });
    world.clock.advance(10 * SECOND);
    expect(pending()).toBeUndefined();
  });
});

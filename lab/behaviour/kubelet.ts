import type { LogBook } from '../world/log-book';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { crashOf, probeFailure } from './container-health';
import { CONFIG_MAP, NODE, POD } from './kinds';
import { writeCrash, writeEnded, writeObstacle, writeReady, writeRestart, writeRunning } from './pod-status';
import { isTerminating } from './pods';
import { startLines } from './start-lines';
import { findObstacle, type Obstacle } from './start-obstacles';

const CREATE_MS = 1_000;
const READY_MS = 2_000;
/** A model has to load its weights first. */
const MODEL_READY_MS = 5_000;
const RETRY_MS = 15_000;
const TERMINATION_MS = 1_000;
const JOB_MS = 3_000;
const CRASH_MS = 2_000;
/** Less than the five seconds between two looks of the dashboard. */
const BUILD_MS = 3_000;
const LONGEST_BACK_OFF_SECONDS = 300;

const EVENT_REASON = { sandbox: 'FailedCreatePodSandBox', volume: 'FailedMount', pull: 'Failed', config: 'Failed', init: '' } as const;

/** Carries pods from assigned to running, ready, crashed, restarted, ended and gone. */
export function startKubelet(world: LabWorld, logs: LogBook): void {
  const { store, timers, clock } = world;
  let lastAddress = 9;

  const eventOf = (pod: LabObject, type: 'Normal' | 'Warning', reason: string, message: string, container?: string) =>
    world.event({
      namespace: pod.metadata.namespace as string,
      kind: 'Pod',
      name: pod.metadata.name,
      type,
      reason,
      message,
      component: 'kubelet',
      ...(container ? { container } : {}),
    });
  const change = (pod: LabObject, mutate: (draft: LabObject) => void) =>
    store.change(POD, pod.metadata.namespace, pod.metadata.name, 'kubelet', mutate, 'status');
  const wake = (pod: LabObject, ms: number, what = 'step') => {
    const { namespace = '', name, uid } = pod.metadata;
    timers.enqueue(`kubelet ${what} ${uid}`, ms, () => {
      const now = store.get(POD, namespace, name);
      if (now?.metadata.uid === uid) step(now as LabObject);
    });
  };

  function nextAddress(node: string): { podIp: string; hostIp: string } {
    lastAddress = lastAddress >= 250 ? 10 : lastAddress + 1;
    const object = store.get(NODE, undefined, node);
    const prefix = (object?.spec?.podCIDR ?? '10.42.9.0/24').split('.').slice(0, 3).join('.');
    return { podIp: `${prefix}.${lastAddress}`, hostIp: object?.status?.addresses?.[0]?.address ?? '' };
  }

  function block(pod: LabObject, obstacle: Obstacle) {
    change(pod, (draft) => writeObstacle(draft, obstacle, clock.now()));
    const { container } = obstacle;
    if (obstacle.kind === 'pull') {
      const image = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((candidate: LabObject) => candidate.name === container)?.image;
      eventOf(pod, 'Warning', 'Failed', `Failed to pull image "${image}": ${obstacle.message}`, container);
      eventOf(pod, 'Warning', 'Failed', 'Error: ErrImagePull', container);
      eventOf(pod, 'Normal', 'BackOff', `Back-off pulling image "${image}"`, container);
    } else if (obstacle.kind !== 'init')
      eventOf(pod, 'Warning', EVENT_REASON[obstacle.kind], obstacle.kind === 'config' ? `Error: ${obstacle.message}` : obstacle.message, container);
    wake(pod, RETRY_MS, 'retry');
  }

  function start(pod: LabObject) {
    const obstacle = findObstacle(world, pod);
    if (obstacle) return block(pod, obstacle);
    const { podIp, hostIp } = nextAddress(pod.spec.nodeName);
    change(pod, (draft) => writeRunning(draft, podIp, hostIp, clock.now()));
    for (const container of pod.spec.containers) {
      eventOf(pod, 'Normal', 'Created', `Created container: ${container.name}`, container.name);
      eventOf(pod, 'Normal', 'Started', `Started container ${container.name}`, container.name);
    }
    greet(pod);
  }

  function greet(pod: LabObject) {
    for (const container of pod.spec.containers) for (const line of startLines(pod, container)) logs.write(addressOf(pod, container.name), line);
  }

  const addressOf = (pod: LabObject, container: string) => ({ namespace: pod.metadata.namespace as string, pod: pod.metadata.name, container });

  function crash(pod: LabObject, exitCode: number, reason: string, lines: readonly string[]) {
    const status = pod.status.containerStatuses[0];
    const where = addressOf(pod, status.name);
    for (const line of lines) logs.write(where, line);
    logs.rotate(where);
    const backOffSeconds = Math.min(LONGEST_BACK_OFF_SECONDS, 10 * 2 ** Math.max(0, status.restartCount));
    change(pod, (draft) => writeCrash(draft, { exitCode, reason, backOffSeconds }, clock.now()));
    eventOf(
      pod,
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${status.name} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      status.name,
    );
    wake(pod, backOffSeconds * 1000, `restart ${status.restartCount}`);
  }

  function run(pod: LabObject) {
    const status = pod.status.containerStatuses[0];
    const container = pod.spec.containers[0];
    const ranMs = clock.now() - Date.parse(status.state.running?.startedAt ?? 0);
    if (pod.spec.restartPolicy === 'Never' || pod.spec.restartPolicy === 'OnFailure') return runToEnd(pod, ranMs);
    const crashing = crashOf(world, pod);
    if (crashing) return ranMs < CRASH_MS ? wake(pod, CRASH_MS - ranMs, 'crash') : crash(pod, crashing.exitCode, crashing.reason ?? 'Error', crashing.lines);
    const dead = probeFailure(world, pod, container, container.livenessProbe, 'Liveness');
    const notReady = probeFailure(world, pod, container, container.readinessProbe, 'Readiness');
    const warmUp = container.name === 'nuclio' ? MODEL_READY_MS : READY_MS;
    if (!dead && !notReady && ranMs < warmUp) return wake(pod, warmUp - ranMs, 'ready');
    const ready = notReady === undefined;
    if ((condition(pod, 'Ready')?.status === 'True') !== ready) change(pod, (draft) => writeReady(draft, ready, clock.now()));
    if (notReady) eventOf(pod, 'Warning', 'Unhealthy', `Readiness probe failed: ${notReady}`, container.name);
    if (dead) failLiveness(pod, container, dead, ranMs);
    if (notReady || dead) wake(pod, 10_000, 'probe');
  }

  function failLiveness(pod: LabObject, container: LabObject, message: string, ranMs: number) {
    const { periodSeconds = 10, failureThreshold = 3, initialDelaySeconds = 0 } = container.livenessProbe;
    eventOf(pod, 'Warning', 'Unhealthy', `Liveness probe failed: ${message}`, container.name);
    if (ranMs < (initialDelaySeconds + periodSeconds * failureThreshold) * 1000) return;
    eventOf(pod, 'Normal', 'Killing', `Container ${container.name} failed liveness probe, will be restarted`, container.name);
    crash(pod, 137, 'Error', []);
  }

  function runToEnd(pod: LabObject, ranMs: number) {
    const crashing = crashOf(world, pod);
    const builds = pod.spec.containers[0].name === 'kaniko-executor';
    const needed = builds ? BUILD_MS : JOB_MS;
    if (ranMs < needed) return wake(pod, needed - ranMs, 'end');
    // A build's pod has nothing of its function's but where it runs; the kubelets of rig/ listen to the same label.
    const fate = pod.spec.nodeSelector?.['loupe.test/job'];
    if (fate && fate !== 'fails') return;
    for (const line of crashing?.lines ?? []) logs.write(addressOf(pod, pod.spec.containers[0].name), line);
    change(pod, (draft) => writeEnded(draft, crashing?.exitCode ?? (fate ? 1 : 0), clock.now()));
  }

  function step(pod: LabObject) {
    if (isTerminating(pod)) {
      eventOf(pod, 'Normal', 'Killing', `Stopping container ${pod.spec.containers[0].name}`, pod.spec.containers[0].name);
      const { namespace, name, uid } = pod.metadata;
      timers.after(TERMINATION_MS, () => {
        if (store.get(POD, namespace, name)?.metadata.uid === uid && !store.get(POD, namespace, name)?.metadata.finalizers?.length)
          store.remove(POD, namespace, name);
      });
      return;
    }
    const phase = pod.status?.phase;
    if (!pod.spec.nodeName || phase === 'Succeeded' || phase === 'Failed') return;
    if (phase === 'Pending') return start(pod);
    const state = pod.status.containerStatuses?.[0]?.state ?? {};
    if (state.running) return run(pod);
    const wait = Date.parse(pod.status.containerStatuses[0].lastState?.terminated?.finishedAt ?? 0) + backOffOf(pod) - clock.now();
    if (wait > 0) return wake(pod, wait, `restart ${pod.status.containerStatuses[0].restartCount}`);
    change(pod, (draft) => writeRestart(draft, clock.now()));
    greet(store.get(POD, pod.metadata.namespace, pod.metadata.name) ?? pod);
  }

  world.watch(({ type, object, previous }) => {
    if (object.kind === 'Pod' && type !== 'DELETED') {
      const justDeleted = isTerminating(object) && !(previous && isTerminating(previous));
      if (isTerminating(object) && !justDeleted) return;
      wake(object, object.status?.phase === 'Pending' && !isTerminating(object) ? CREATE_MS : 10);
    } else if (object.kind === 'Secret' || `${object.apiVersion}/${object.kind}` === CONFIG_MAP || object.kind === 'Service') {
      for (const pod of store.list(POD, object.metadata.namespace)) if (pod.status?.phase === 'Pending' && pod.spec.nodeName) wake(pod, 500);
    }
  });
}

function backOffOf(pod: LabObject): number {
  const restarts = pod.status.containerStatuses?.[0]?.restartCount ?? 0;
  return Math.min(LONGEST_BACK_OFF_SECONDS, 10 * 2 ** restarts) * 1000;
}

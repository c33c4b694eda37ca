import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { isFunctionAvailable, startFunctionMonitor } from './function-monitor';
import { applyFunctionResources, pointServiceToDlx, removeFunctionResources } from './function-resources';
import { createFunctionStatus } from './function-status';
import { DEPLOYMENT, NUCLIO_FUNCTION, NUCLIO_PROJECT, POD } from './kinds';
import { augmentedPodSpec, readAugmentedConfigs } from './platform-config';
import { isActive } from './pods';

const REACT_MS = 300;
const POLL_MS = 500;
/** Between the Service and the Deployment of a function that goes: the Deployment waits for its pods. */
const FOREGROUND_MS = 1_000;
const READINESS_TIMEOUT_SECONDS = 120;
const UNSCHEDULABLE_SECONDS = 60;
const CRASH_SECONDS = 5;
const GRACE_MS = 60_000;
const RESCAN_MS = 5_000;
/** Each is held by one function until it is ready or its time is over: a good function waits behind four broken ones. */
const WORKERS = 4;

/** Makes a function's resources, waits for them, and goes round every three minutes to see who is still well. */
export function startNuclioController(world: LabWorld): void {
  const { store, timers, clock } = world;
  const status = createFunctionStatus(world);
  const busy = new Set<string>();
  let configs = readAugmentedConfigs(world);
  let starts = world.nuclio.controllerStarts;
  const get = (namespace: string, name: string) => store.get(NUCLIO_FUNCTION, namespace, name);
  const augmentation = (fn: LabObject) => augmentedPodSpec(configs, fn);

  function begin(namespace: string, name: string) {
    const fn = get(namespace, name);
    const key = `${namespace}/${name}`;
    if (!fn || world.nuclio.controllerDown || busy.has(key)) return;
    if (fn.status?.state === 'waitingForScaleResourceToZero') {
      pointServiceToDlx(world, namespace, name);
      return status.becomeScaledToZero(fn);
    }
    if (fn.status?.state !== 'waitingForResourceConfiguration') return;
    // All workers are taken: the next round finds it again.
    if (busy.size >= WORKERS) return;
    const project = fn.metadata.labels?.['nuclio.io/project-name'];
    if (!project || !store.get(NUCLIO_PROJECT, namespace, project)) return status.fail(fn, 'error', `nuclioprojects.nuclio.io "${project}" not found`);
    const refusal = applyFunctionResources(world, fn, augmentation(fn));
    if (refusal) return status.fail(fn, 'error', refusal);
    busy.add(key);
    wait(namespace, name, clock.now());
  }

  function wait(namespace: string, name: string, since: number) {
    const key = `${namespace}/${name}`;
    timers.enqueue(`nuclio wait ${key}`, POLL_MS, () => {
      const fn = get(namespace, name);
      const given = fn?.status?.state !== 'waitingForResourceConfiguration' || world.nuclio.controllerDown;
      if (fn && !given && !judge(fn, (clock.now() - since) / 1000)) return wait(namespace, name, since);
      busy.delete(key);
      for (const other of store.list(NUCLIO_FUNCTION)) wake(other);
    });
  }

  /** Says how a deploy went; false while it is not over. */
  function judge(fn: LabObject, waited: number): boolean {
    const { namespace = '', name } = fn.metadata;
    const pods = store.list(POD, namespace).filter((pod) => pod.metadata.labels?.['nuclio.io/function-name'] === name && isActive(pod));
    const crashing = pods.find((pod) => pod.status?.containerStatuses?.[0]?.state?.waiting?.reason === 'CrashLoopBackOff');
    const homeless = pods.find((pod) => condition(pod, 'PodScheduled')?.status === 'False');
    if (isFunctionAvailable(world, namespace, name)) status.becomeReady(fn, { augmented: augmentation(fn) !== undefined });
    else if (crashing && waited >= CRASH_SECONDS) status.fail(fn, 'unhealthy', `NuclioFunction pod (${crashing.metadata.name}) is in a crash loop`);
    else if (homeless && waited >= UNSCHEDULABLE_SECONDS) status.fail(fn, 'unhealthy', `NuclioFunction pod (${homeless.metadata.name}) is unschedulable`);
    else if (waited >= (fn.spec.readinessTimeoutSeconds ?? READINESS_TIMEOUT_SECONDS)) status.fail(fn, 'unhealthy', 'context deadline exceeded');
    else return false;
    return true;
  }

  function wake({ metadata, status: now }: LabObject) {
    const { namespace = '', name } = metadata;
    if (String(now?.state).startsWith('waitingFor')) timers.enqueue(`nuclio ${namespace}/${name}`, REACT_MS, () => begin(namespace, name));
  }

  function clean(namespace: string, name: string) {
    if (get(namespace, name)) return;
    removeFunctionResources(world, namespace, name);
    timers.after(FOREGROUND_MS, () => get(namespace, name) ?? store.remove(DEPLOYMENT, namespace, `nuclio-${name}`));
  }

  /** A controller that has just started reads its configuration, and applies every ready function that was not deployed a moment ago. */
  function start() {
    starts = world.nuclio.controllerStarts;
    configs = readAugmentedConfigs(world);
    busy.clear();
    for (const fn of store.list(NUCLIO_FUNCTION)) {
      const touched = Date.parse(fn.status?.scaleToZero?.lastScaleEventTime ?? 0);
      if (fn.status?.state === 'ready' && clock.now() - touched >= GRACE_MS) applyFunctionResources(world, fn, augmentation(fn));
    }
  }

  world.watch(({ type, object }) => {
    if (`${object.apiVersion}/${object.kind}` !== NUCLIO_FUNCTION) return;
    const { namespace = '', name } = object.metadata;
    // Missed while the controller is down: the resources stay for good, as with the real one.
    if (type !== 'DELETED') wake(object);
    else if (!world.nuclio.controllerDown) timers.after(REACT_MS, () => clean(namespace, name));
  });
  world.onReset(() => {
    busy.clear();
    starts = world.nuclio.controllerStarts;
    configs = readAugmentedConfigs(world);
  });
  startFunctionMonitor(world);
  // What a controller that was away, or busy, finds waiting.
  timers.every(RESCAN_MS, () => {
    if (starts !== world.nuclio.controllerStarts) start();
    for (const { metadata } of store.list(NUCLIO_FUNCTION)) begin(metadata.namespace as string, metadata.name);
  });
}

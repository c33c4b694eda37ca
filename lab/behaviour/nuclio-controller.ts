import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { applyFunctionResources, pointServiceToDlx, removeFunctionResources, resourceName } from './function-resources';
import { DEPLOYMENT, NUCLIO_FUNCTION, NUCLIO_PROJECT, POD } from './kinds';
import { isActive } from './pods';

const MANAGER = 'controller';
const REACT_MS = 300;
const POLL_MS = 500;
const READINESS_TIMEOUT_SECONDS = 120;
const UNSCHEDULABLE_SECONDS = 60;
const CRASH_SECONDS = 5;
const MONITOR_MS = 180_000;
const GRACE_MS = 60_000;
const RESCAN_MS = 5_000;

/** Makes a function's resources, waits for them, and goes round every three minutes to see who is still well. */
export function startNuclioController(world: LabWorld): void {
  const { store, timers, clock } = world;
  const get = (namespace: string, name: string) => store.get(NUCLIO_FUNCTION, namespace, name);
  const podsOf = (fn: LabObject) =>
    store.list(POD, fn.metadata.namespace).filter((pod) => pod.metadata.labels?.['nuclio.io/function-name'] === fn.metadata.name && isActive(pod));

  function write(fn: LabObject, state: string, change: (status: LabObject) => void = () => undefined) {
    store.change(NUCLIO_FUNCTION, fn.metadata.namespace, fn.metadata.name, MANAGER, (draft) => {
      draft.status = { ...draft.status, state, scaleToZero: { lastScaleEvent: 'resourceUpdated', lastScaleEventTime: secondsIso(clock.now()) } };
      delete draft.metadata.annotations?.['nuclio.io/force-update'];
      change(draft.status);
    });
  }

  /** Failure takes the addresses away on purpose: nobody shall call what does not stand. */
  function fail(fn: LabObject, state: 'error' | 'unhealthy', message: string) {
    write(fn, state, (status) => {
      status.message = message;
      delete status.internalInvocationUrls;
      delete status.externalInvocationUrls;
    });
  }

  function becomeReady(fn: LabObject) {
    const { namespace, name } = fn.metadata;
    write(fn, 'ready', (status) => {
      delete status.message;
      status.containerImage = fn.spec.image;
      status.httpPort = 0;
      status.internalInvocationUrls = [`${resourceName(name)}.${namespace}.svc.cluster.local:8080`];
      status.externalInvocationUrls = [];
    });
  }

  function begin(namespace: string, name: string) {
    const fn = get(namespace, name);
    if (!fn || world.nuclio.controllerDown) return;
    if (fn.status?.state === 'waitingForScaleResourceToZero') {
      pointServiceToDlx(world, namespace, name);
      return write(fn, 'scaledToZero');
    }
    if (fn.status?.state !== 'waitingForResourceConfiguration') return;
    const project = fn.metadata.labels?.['nuclio.io/project-name'];
    if (!project || !store.get(NUCLIO_PROJECT, namespace, project))
      return fail(fn, 'error', `Failed to enrich node selectors for function ${name}\n\nError - nuclioprojects.nuclio.io "${project}" not found`);
    applyFunctionResources(world, fn);
    wait(namespace, name, clock.now());
  }

  function wait(namespace: string, name: string, since: number) {
    timers.enqueue(`nuclio wait ${namespace}/${name}`, POLL_MS, () => {
      const fn = get(namespace, name);
      if (fn?.status?.state !== 'waitingForResourceConfiguration' || world.nuclio.controllerDown) return;
      const waited = (clock.now() - since) / 1000;
      const pods = podsOf(fn);
      const crashing = pods.find((pod) => pod.status?.containerStatuses?.[0]?.state?.waiting?.reason === 'CrashLoopBackOff');
      const refused = condition(
        pods.find((pod) => condition(pod, 'PodScheduled')?.status === 'False'),
        'PodScheduled',
      );
      if (isAvailable(world, namespace, name)) return becomeReady(fn);
      if (crashing && waited >= CRASH_SECONDS) return fail(fn, 'unhealthy', `NuclioFunction pod (${crashing.metadata.name}) is in a crash loop`);
      if (refused && waited >= UNSCHEDULABLE_SECONDS) return fail(fn, 'unhealthy', refused.message);
      if (waited >= (fn.spec.readinessTimeoutSeconds ?? READINESS_TIMEOUT_SECONDS)) {
        return fail(fn, 'unhealthy', '\nError - context deadline exceeded\n\nCall stack:\nFailed to wait for function resources to be available');
      }
      wait(namespace, name, since);
    });
  }

  function monitor() {
    if (world.nuclio.controllerDown) return;
    for (const fn of store.list(NUCLIO_FUNCTION)) {
      const { namespace = '', name } = fn.metadata;
      const state = fn.status?.state;
      const touched = Date.parse(fn.status?.scaleToZero?.lastScaleEventTime ?? 0);
      if ((state !== 'ready' && state !== 'unhealthy') || fn.spec.disable || clock.now() - touched < GRACE_MS) continue;
      const available = isAvailable(world, namespace, name);
      if (available === (state === 'ready')) continue;
      store.change(NUCLIO_FUNCTION, namespace, name, MANAGER, (draft) => {
        draft.status.state = available ? 'ready' : 'unhealthy';
        if (available) delete draft.status.message;
        else draft.status.message = 'Function is not healthy';
      });
    }
  }

  world.watch(({ type, object }) => {
    if (`${object.apiVersion}/${object.kind}` !== NUCLIO_FUNCTION) return;
    const { namespace = '', name } = object.metadata;
    // Missed while the controller is down: the resources stay for good, as with the real one.
    if (type === 'DELETED' && !world.nuclio.controllerDown)
      timers.after(REACT_MS, () => get(namespace, name) ?? removeFunctionResources(world, namespace, name));
    else if (String(object.status?.state).startsWith('waitingFor')) timers.enqueue(`nuclio ${namespace}/${name}`, REACT_MS, () => begin(namespace, name));
  });
  timers.every(MONITOR_MS, monitor);
  // What a controller that was away finds waiting when it is back.
  timers.every(RESCAN_MS, () => {
    for (const { metadata, status } of store.list(NUCLIO_FUNCTION))
      if (String(status?.state).startsWith('waitingFor')) begin(metadata.namespace as string, metadata.name);
  });
}

/** Nuclio's own idea of well: replicas, and no condition that says otherwise. */
function isAvailable(world: LabWorld, namespace: string, name: string): boolean {
  const deployment = world.store.get(DEPLOYMENT, namespace, resourceName(name));
  if (!deployment || deployment.metadata.generation !== deployment.status?.observedGeneration) return false;
  const { status } = deployment;
  return (
    (status.availableReplicas ?? 0) >= (deployment.spec.replicas ?? 1) &&
    (status.updatedReplicas ?? 0) >= (deployment.spec.replicas ?? 1) &&
    condition(deployment, 'Progressing')?.status !== 'False'
  );
}

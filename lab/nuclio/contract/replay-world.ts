import { createLabClock } from '../../world/create-clock';
import { createObjectStore } from '../../world/create-object-store';
import type { LabObject } from '../../world/object-store';
import type { LabWorld } from '../../world/world';
import { FUNCTION } from '../function-states';
import { JOB } from '../kaniko-job';
import { asJson } from '../typed-spec';

const NAMESPACE = 'cvat';
const POLL_MS = 5_000;

/** The parts of a world the dashboard needs, empty but for the projects and the registry the recording had; time stands still. */
export function replayWorld({ withProject }: { readonly withProject: boolean }): LabWorld {
  const clock = createLabClock({ rate: 0 });
  const store = createObjectStore(clock);
  const world: Partial<LabWorld> = {
    clock,
    store,
    namespace: NAMESPACE,
    release: 'cvat',
    nuclio: { version: '1.14.1', dashboardDown: false, controllerDown: false, dashboardStarts: 0, controllerStarts: 0 },
    gpus: new Map(),
    abandonedBuilds: new Set(),
    timers: { after: (ms, task) => clock.schedule(clock.now() + ms, task), every: () => undefined, enqueue: () => undefined },
    onReset: () => undefined,
    random: () => 0.5,
  };
  for (const name of withProject ? ['default', 'cvat'] : ['default']) put(world as LabWorld, 'nuclio.io/v1beta1', 'NuclioProject', name, { spec: {} });
  put(world as LabWorld, 'v1', 'ConfigMap', 'cvat-nuclio-registry-url', { data: { registry_url: 'registry.test:5000' } });
  return world as LabWorld;
}

export function put(
  world: LabWorld,
  apiVersion: string,
  kind: string,
  name: string,
  rest: Record<string, unknown> & { labels?: Record<string, string> },
): LabObject {
  const { labels, ...body } = rest;
  return world.store.put({ apiVersion, kind, metadata: { name, namespace: NAMESPACE, ...(labels ? { labels } : {}) }, ...body }, 'replay');
}

const podName = (name: string) => `nuclio-${name}-75fbb687fc-2q9d9`;

/** Ends every kaniko Job well, or badly, and lets the dashboard find out. */
export function endJobs(world: LabWorld, condition: { readonly type: 'Complete' | 'Failed'; readonly reason?: string } = { type: 'Complete' }): void {
  for (const { metadata } of world.store.list(JOB, NAMESPACE)) {
    world.store.change(JOB, NAMESPACE, metadata.name, 'job-controller', (draft) => {
      draft.status = { conditions: [{ ...condition, status: 'True' }] };
    });
  }
  world.clock.advance(POLL_MS);
}

/** Does once what the controller does to a function in a waiting state. */
export function reconcile(world: LabWorld, name: string): void {
  const state = asJson(world.store.get(FUNCTION, NAMESPACE, name)?.status).state;
  const next = state === 'waitingForScaleResourceToZero' ? 'scaledToZero' : state === 'waitingForResourceConfiguration' ? 'ready' : undefined;
  if (!next) return;
  const labels = { 'nuclio.io/function-name': name };
  if (next === 'scaledToZero') world.store.remove('v1/Pod', NAMESPACE, podName(name));
  else {
    put(world, 'apps/v1', 'Deployment', `nuclio-${name}`, { labels });
    put(world, 'v1', 'Pod', podName(name), { labels });
  }
  world.store.change(FUNCTION, NAMESPACE, name, 'controller', (draft) => {
    const { 'nuclio.io/force-update': _done, ...annotations } = draft.metadata.annotations ?? {};
    draft.metadata.annotations = annotations;
    draft.status = {
      state: next,
      containerImage: draft.spec.image,
      internalInvocationUrls: [`nuclio-${name}.${NAMESPACE}.svc.cluster.local:8080`],
      scaleToZero: { lastScaleEvent: 'resourceUpdated', lastScaleEventTime: new Date(world.clock.now()).toISOString() },
    };
  });
}

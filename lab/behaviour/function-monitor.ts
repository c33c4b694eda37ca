import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { resourceName } from './function-resources';
import { DEPLOYMENT, NUCLIO_FUNCTION } from './kinds';

const MONITOR_MS = 180_000;
const GRACE_MS = 60_000;

/** Looks after functions that were once ready, every three minutes: calls them unhealthy, and ready again, without touching their addresses. */
export function startFunctionMonitor(world: LabWorld): void {
  const { store, clock } = world;
  world.timers.every(MONITOR_MS, () => {
    if (world.nuclio.controllerDown) return;
    for (const fn of store.list(NUCLIO_FUNCTION)) {
      const { namespace = '', name } = fn.metadata;
      const state = fn.status?.state;
      const touched = Date.parse(fn.status?.scaleToZero?.lastScaleEventTime ?? 0);
      if ((state !== 'ready' && state !== 'unhealthy') || fn.spec.disable || clock.now() - touched < GRACE_MS) continue;
      const available = isFunctionAvailable(world, namespace, name);
      if (available === (state === 'ready')) continue;
      store.change(NUCLIO_FUNCTION, namespace, name, 'controller', (draft) => {
        draft.status.state = available ? 'ready' : 'unhealthy';
        if (available) delete draft.status.message;
        else draft.status.message = 'Function is not healthy';
      });
    }
  });
}

/** Nuclio's own idea of well: replicas, and no condition that says otherwise. */
export function isFunctionAvailable(world: LabWorld, namespace: string, name: string): boolean {
  const deployment = world.store.get(DEPLOYMENT, namespace, resourceName(name));
  if (!deployment || deployment.metadata.generation !== deployment.status?.observedGeneration) return false;
  const { spec, status } = deployment;
  const wanted = spec.replicas ?? 1;
  return (status.availableReplicas ?? 0) >= wanted && (status.updatedReplicas ?? 0) >= wanted && condition(deployment, 'Progressing')?.status !== 'False';
}

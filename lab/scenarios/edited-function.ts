import { NUCLIO_FUNCTION } from '../behaviour/kinds';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { restore } from './restore';

/** Changes a NuclioFunction behind the dashboard's back: it has no status subresource, so a plain write reaches everything. */
export function editFunction(world: LabWorld, name: string, edit: (draft: LabObject) => void, manager = 'kubectl-edit'): void {
  world.store.change(NUCLIO_FUNCTION, world.namespace, name, manager, edit);
}

/** The function as it was, status included. */
export function restoreFunction(world: LabWorld, name: string): void {
  restore(world, NUCLIO_FUNCTION, world.namespace, name);
  const healthy = world.healthy(NUCLIO_FUNCTION, world.namespace, name);
  editFunction(world, name, (draft) => {
    draft.status = structuredClone(healthy?.status);
  });
}

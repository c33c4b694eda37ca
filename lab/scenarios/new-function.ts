import { removeFunctionResources } from '../behaviour/function-resources';
import { NUCLIO_FUNCTION } from '../behaviour/kinds';
import { type ModelInput, nuclioFunction } from '../world/healthy/functions';
import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';

/** A model somebody deployed a while ago and that never got an image. */
export function putUnbuiltFunction(world: LabWorld, model: ModelInput, minutesAgo: number, status: LabObject['status']): void {
  const fn = nuclioFunction(model, status.state);
  const { image: _image, imageHash: _hash, ...spec } = fn.spec;
  spec.build = { codeEntryType: 'sourceCode', functionSourceCode: 'IyBtb2RlbA==', registry: 'registry.test/team', baseImage: spec.build.baseImage };
  fn.metadata.creationTimestamp = secondsIso(world.clock.now() - minutesAgo * 60_000);
  world.store.put({ ...fn, spec, status }, 'dashboard');
}

export function removeFunction(world: LabWorld, name: string): void {
  world.store.remove(NUCLIO_FUNCTION, world.namespace, name);
  removeFunctionResources(world, world.namespace, name);
}

import { DEPLOYMENT } from '../behaviour/kinds';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { editTemplate, restore } from './restore';
import type { Scenario } from './scenario';

interface EditedDeployments extends Omit<Scenario, 'on' | 'off'> {
  readonly names: readonly string[];
  readonly edit: (template: LabObject['template'], spec: LabObject['spec'], name: string) => void;
  /** What else has to be true or undone. */
  readonly before?: (world: LabWorld) => void;
  readonly after?: (world: LabWorld) => void;
}

/** A scenario that is an edit of Deployments: undoing the rollout, or the right patch, repairs it. */
export function editedDeployments({ names, edit, before, after, ...scenario }: EditedDeployments): Scenario {
  return {
    ...scenario,
    on(world) {
      before?.(world);
      for (const name of names) editTemplate(world, name, (template, spec) => edit(template, spec, name));
    },
    off(world) {
      after?.(world);
      for (const name of names) restore(world, DEPLOYMENT, world.namespace, name);
    },
  };
}

import { scenarios } from '../scenarios/registry';
import type { Scenario } from '../scenarios/scenario';
import type { LabWorld } from '../world/world';

export interface ScenarioSwitch {
  readonly all: readonly Scenario[];
  isOn(id: string): boolean;
  /** False when there is no such scenario. */
  set(id: string, on: boolean): boolean;
  reset(): void;
}

/** Switches scenarios on and off; each is on at most once, and a reset takes all of them back at once. */
export function createScenarioSwitch(world: LabWorld, all: readonly Scenario[] = scenarios): ScenarioSwitch {
  const active = new Set<string>();
  return {
    all,
    isOn: (id) => active.has(id),
    set(id, on) {
      const scenario = all.find((candidate) => candidate.id === id);
      if (!scenario) return false;
      if (on && !active.has(id)) {
        active.add(id);
        scenario.on(world);
      } else if (!on && active.delete(id)) scenario.off(world);
      return true;
    },
    reset() {
      active.clear();
      world.reset();
    },
  };
}

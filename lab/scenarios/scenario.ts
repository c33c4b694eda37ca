import type { LabWorld } from '../world/world';

/** A fault the lab can show. Switched on and off, alone or with others. */
export interface Scenario {
  /** File name. For a check's own fault: the check's id; variants and incidents carry names of their own. */
  readonly id: string;
  readonly title: string;
  /** Checks whose findings must appear, and only those (besides the ones in `mayAlsoShow`). */
  readonly expects: readonly string[];
  readonly mayAlsoShow?: readonly string[];
  /** Makes the fault, through the same objects and states a real one leaves. */
  on(world: LabWorld): void;
  /** Takes it back to health where a repair has not already done so. */
  off(world: LabWorld): void;
}

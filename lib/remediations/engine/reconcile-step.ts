import { AppError } from '@/lib/domain/errors';
import type { PlannedStep } from '@/lib/domain/plan';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import type { StepFound } from '@/lib/remediations/steps/step';
import { stepFor } from '@/lib/remediations/steps/step-for';

/** A request that lay in a frozen server is carried out as it wakes, after we gave it up: this long a target that shows nothing is looked at once more. */
const SETTLE_MS = 5_000;

/**
 * Reads the step's target to find out whether it happened; asks again for up to `seconds` while the target cannot be read. A call whose answer was lost
 * (`late`) counts as not applied only when the target still shows nothing a while later.
 */
export async function reconcileStep(deps: Pick<EngineDeps, 'readers' | 'clock'>, step: PlannedStep, seconds: number, late = true): Promise<StepFound> {
  const definition = stepFor(step.operation);
  if (!definition.changes) return 'not-applied';
  const deadline = deps.clock.now() + seconds * 1000;
  let settled = !late;
  for (;;) {
    try {
      const found = await definition.reconcile(step.operation as never, deps.readers);
      if (found !== 'not-applied' || settled) return found;
      settled = true;
      await deps.clock.sleep(SETTLE_MS);
    } catch (error) {
      if (!(error instanceof AppError) || deps.clock.now() >= deadline) return 'undeterminable';
      await deps.clock.sleep(3000);
    }
  }
}

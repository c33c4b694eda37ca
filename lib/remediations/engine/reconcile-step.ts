import { AppError } from '@/lib/domain/errors';
import type { PlannedStep } from '@/lib/domain/plan';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import type { StepFound } from '@/lib/remediations/steps/step';
import { stepFor } from '@/lib/remediations/steps/step-for';

/** Reads the step's target to find out whether it happened; asks again for up to `seconds` while the target cannot be read. */
export async function reconcileStep(deps: Pick<EngineDeps, 'readers' | 'clock'>, step: PlannedStep, seconds: number): Promise<StepFound> {
  const definition = stepFor(step.operation);
  if (!definition.changes) return 'not-applied';
  const deadline = deps.clock.now() + seconds * 1000;
  for (;;) {
    try {
      return await definition.reconcile(step.operation as never, deps.readers);
    } catch (error) {
      if (!(error instanceof AppError) || deps.clock.now() >= deadline) return 'undeterminable';
      await deps.clock.sleep(3000);
    }
  }
}

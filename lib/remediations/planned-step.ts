import type { Operation } from '@/lib/domain/operation';
import type { PlannedStep } from '@/lib/domain/plan';
import { stepFor } from '@/lib/remediations/steps/step-for';

/** A step of a plan, titled by its operation. `id` is stable within the plan. */
export function plannedStep(id: string, operation: Operation): PlannedStep {
  return { id, title: stepFor(operation).title(operation as never), operation };
}

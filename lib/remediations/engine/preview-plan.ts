import type { Plan, Preview } from '@/lib/domain/plan';
import type { EngineDeps } from '@/lib/remediations/engine/engine-deps';
import { stepFor } from '@/lib/remediations/steps/step-for';

/** Dry-runs each step and asks for each right. Changes nothing. */
export async function previewPlan(deps: EngineDeps, plan: Plan): Promise<Preview> {
  const { readers, dryRun } = deps;
  const [steps, rights] = await Promise.all([
    Promise.all(plan.steps.map(async ({ id, operation }) => ({ stepId: id, ...(await stepFor(operation).preview(operation as never, { readers, dryRun })) }))),
    Promise.all(plan.rbac.map(async (rule) => ({ rule, held: await readers.mayDo(rule, rule.namespaced ? plan.target.namespace : undefined) }))),
  ]);
  return { steps, rights };
}

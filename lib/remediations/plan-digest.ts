import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/domain/canonical-json';
import type { Operation } from '@/lib/domain/operation';
import type { Plan } from '@/lib/domain/plan';

const DOMAIN = 'loupe.plan.v1\n';

/**
 * What a person confirms and what is looked up again right before the first call: SHA-256 over the canonical JSON of the plan. Left out are
 * the summary, which carries readings of the moment, and the resourceVersion of targets that carry a content hash: a status that ticks
 * changes both, and neither changes what is done.
 */
export function planDigest(plan: Plan): string {
  const { summary: _, ...bound } = plan;
  const steps = plan.steps.map((step) => ({ ...step, operation: boundOperation(step.operation) }));
  return createHash('sha256')
    .update(DOMAIN)
    .update(canonicalJson({ ...bound, steps }))
    .digest('hex');
}

function boundOperation(operation: Operation): unknown {
  if (!('target' in operation) || operation.target.content === undefined) return operation;
  const { resourceVersion: _, ...target } = operation.target;
  return { ...operation, target };
}

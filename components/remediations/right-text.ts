import type { RbacRule } from '@/lib/domain/plan';

/** A right as an operator reads it: `patch deployments.apps`. */
export function rightText(rule: Pick<RbacRule, 'verbs' | 'resource' | 'apiGroup'>): string {
  return `${rule.verbs.join(', ')} ${rule.resource}${rule.apiGroup ? `.${rule.apiGroup}` : ''}`;
}

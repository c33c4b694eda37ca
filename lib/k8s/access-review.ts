import 'server-only';
import type { RbacRule } from '@/lib/domain/plan';
import { fixedPaths } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { record } from '@/lib/k8s/map/api-object';

/**
 * Whether this account holds every verb of the rule: `no` as soon as one is missing, `unknown` when the server would not say. It is
 * advice for people; the 403 of the real call is the truth. Never throws.
 */
export async function mayDo(connection: ClusterConnection, rule: RbacRule, namespace: string | undefined): Promise<'yes' | 'no' | 'unknown'> {
  const answers = await Promise.all(rule.verbs.map((verb) => review(connection, rule, verb, rule.namespaced ? namespace : undefined)));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

async function review(connection: ClusterConnection, rule: RbacRule, verb: string, namespace: string | undefined): Promise<'yes' | 'no' | 'unknown'> {
  const [resource, subresource] = rule.resource.split('/');
  const resourceAttributes = { group: rule.apiGroup, resource, subresource, verb, namespace };
  try {
    const { body } = await connection.json({
      method: 'POST',
      path: fixedPaths.accessReview,
      right: 'create selfsubjectaccessreviews.authorization.k8s.io',
      body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } },
      timeoutMs: 5_000,
    });
    const { allowed } = record(record(body).status);
    return allowed === true ? 'yes' : allowed === false ? 'no' : 'unknown';
  } catch {
    return 'unknown';
  }
}

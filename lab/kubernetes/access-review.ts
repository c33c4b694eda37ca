import { isRecord } from '../world/merge-keys';
import { DEFAULT_USER, type DenyRule, isDenied } from './access';
import type { RequestInfo } from './request-info';
import { unknownResource } from './status-error';

/** Answers the self-subject reviews: the caller asks what it may do. */
export function answerReview(rules: readonly DenyRule[], { resource }: RequestInfo, body: unknown, token: string | undefined): unknown {
  const given = isRecord(body) ? body : {};
  const spec = isRecord(given.spec) ? given.spec : {};
  const base = { kind: resource.kind, apiVersion: `${resource.group}/${resource.version}`, metadata: {} };
  if (resource.plural === 'selfsubjectaccessreviews') return { ...base, spec, status: { allowed: mayDo(rules, spec, token) } };
  if (resource.plural === 'selfsubjectreviews') {
    return { ...base, status: { userInfo: { username: DEFAULT_USER, groups: ['system:serviceaccounts', 'system:authenticated'] } } };
  }
  if (resource.plural !== 'selfsubjectrulesreviews') throw unknownResource();
  // With a right taken away the list of rules cannot be written down as "everything but": the server says that it is incomplete.
  const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
  const reviews = { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] };
  return {
    ...base,
    spec: {},
    status: {
      resourceRules: rules.length === 0 ? [everything, reviews] : [reviews],
      nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/readyz', '/version'] }],
      incomplete: rules.length > 0,
    },
  };
}

function mayDo(rules: readonly DenyRule[], spec: Record<string, unknown>, token: string | undefined): boolean {
  if (!isRecord(spec.resourceAttributes)) return true;
  const { verb, group, resource, subresource, namespace, name } = spec.resourceAttributes as Record<string, string | undefined>;
  return !isDenied(rules, {
    verb: verb ?? '',
    group: group ?? '',
    resource: resource ?? '',
    subresource: subresource ?? '',
    namespace: namespace || undefined,
    name: name || undefined,
    token,
  });
}

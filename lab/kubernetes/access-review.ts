import { isRecord } from '../world/merge-keys';
import type { ObjectStore } from '../world/object-store';
import { type DenyRule, mayDo } from './access';
import type { Caller } from './authenticate';
import type { RequestInfo } from './request-info';
import { type PolicyRule, rulesOf } from './role-rules';
import { unknownResource } from './status-error';

interface ReviewContext {
  readonly store: ObjectStore;
  readonly denied: readonly DenyRule[];
  readonly caller: Caller;
}

/** Answers the self-subject reviews: the caller asks what it may do. */
export function answerReview(context: ReviewContext, { resource }: RequestInfo, body: unknown): unknown {
  const { caller } = context;
  const given = isRecord(body) ? body : {};
  const spec = isRecord(given.spec) ? given.spec : {};
  const base = { kind: resource.kind, apiVersion: `${resource.group}/${resource.version}`, metadata: {} };
  if (resource.plural === 'selfsubjectaccessreviews') return { ...base, spec, status: { allowed: isAllowed(context, spec) } };
  if (resource.plural === 'selfsubjectreviews') return { ...base, status: { userInfo: { username: caller.name, groups: caller.groups } } };
  if (resource.plural !== 'selfsubjectrulesreviews') throw unknownResource();
  return { ...base, spec: {}, status: rulesStatus(context, typeof spec.namespace === 'string' ? spec.namespace : undefined) };
}

function rulesStatus({ store, denied, caller }: ReviewContext, namespace: string | undefined): unknown {
  const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
  const reviews = { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] };
  const own: readonly PolicyRule[] = caller.byRoles ? rulesOf(store, caller, namespace) : denied.length === 0 ? [everything] : [];
  return {
    resourceRules: [...own.filter(({ nonResourceURLs }) => !nonResourceURLs), reviews],
    nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/readyz', '/version'] }],
    // With a right taken away the list of rules cannot be written down as "everything but": the server says that it is incomplete.
    incomplete: denied.length > 0,
  };
}

function isAllowed({ store, denied, caller }: ReviewContext, spec: Record<string, unknown>): boolean {
  if (!isRecord(spec.resourceAttributes)) return true;
  const { verb, group, resource, subresource, namespace, name } = spec.resourceAttributes as Record<string, string | undefined>;
  return mayDo(store, denied, caller, {
    verb: verb ?? '',
    group: group ?? '',
    resource: resource ?? '',
    subresource: subresource ?? '',
    namespace: namespace || undefined,
    name: name || undefined,
    token: caller.token,
  });
}

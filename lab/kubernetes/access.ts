import type { ObjectStore } from '../world/object-store';
import type { Caller } from './authenticate';
import type { RequestInfo } from './request-info';
import { allows, rulesOf } from './role-rules';
import { StatusError } from './status-error';

/** A right taken away. What is left out, or `*`, stands for everything. */
export interface DenyRule {
  readonly verb?: string;
  readonly group?: string;
  readonly resource?: string;
  /** Left out: the resource itself and all below it; '' only itself. */
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Only for callers with this bearer token. */
  readonly token?: string;
}

export interface AccessQuestion {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly token: string | undefined;
}

/** Who calls, when the caller does not say otherwise. */
export const DEFAULT_USER = 'system:serviceaccount:cvat:loupe';

export function isDenied(rules: Iterable<DenyRule>, question: AccessQuestion): boolean {
  for (const rule of rules) {
    if (
      fits(rule.verb, question.verb) &&
      fits(rule.group, question.group) &&
      fits(rule.resource, question.resource) &&
      fits(rule.subresource, question.subresource) &&
      fits(rule.namespace, question.namespace) &&
      fits(rule.name, question.name) &&
      fits(rule.token, question.token)
    ) {
      return true;
    }
  }
  return false;
}

/** Whether the caller may: no fault takes the right away, and where rights come from roles, one gives it. */
export function mayDo(store: ObjectStore, denied: Iterable<DenyRule>, caller: Caller, question: AccessQuestion): boolean {
  if (isDenied(denied, question)) return false;
  return !caller.byRoles || allows(rulesOf(store, caller, question.namespace), question);
}

function fits(wanted: string | undefined, is: string | undefined): boolean {
  return wanted === undefined || wanted === '*' || wanted === is;
}

export function questionOf(info: RequestInfo, token: string | undefined, verb = info.verb): AccessQuestion {
  return {
    verb,
    group: info.resource.group,
    resource: info.resource.plural,
    subresource: info.subresource ?? '',
    namespace: info.namespace,
    name: info.name,
    token,
  };
}

/** The 403 of the authoriser, in its words. */
export function accessDenied(info: RequestInfo, verb: string, user = DEFAULT_USER): StatusError {
  const { plural, group } = info.resource;
  const named = `${plural}${group && `.${group}`}${info.name ? ` "${info.name}"` : ''}`;
  const what = info.subresource ? `${plural}/${info.subresource}` : plural;
  const where = info.namespace ? `in the namespace "${info.namespace}"` : 'at the cluster scope';
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `${named} is forbidden: User "${user}" cannot ${verb} resource "${what}" in API group "${group}" ${where}`,
    details: { ...(info.name && { name: info.name }), ...(group && { group }), kind: plural },
  });
}

import { isDnsLabel } from '@/lib/domain/dns-name';
import type { RbacRule } from '@/lib/domain/plan';

/** A rule and the namespace it has to be held in; undefined for the cluster. */
export interface PlacedRight {
  readonly rule: Pick<RbacRule, 'apiGroup' | 'resource' | 'verbs'>;
  readonly namespace: string | undefined;
}

/** Stands for the account where the API server did not say which one Loupe uses. */
export const UNKNOWN_ACCOUNT = 'ACCOUNT';

/**
 * The kubectl lines that grant exactly these rights and nothing else: a role and its binding for each namespace and set of verbs (kubectl gives all
 * verbs of one role to all of its resources). `name` begins the objects' names. `account` is the user name as the API server knows it.
 */
export function grantCommands(name: string, rights: readonly PlacedRight[], account: string | undefined): readonly string[] {
  const groups = new Map<string, { readonly namespace: string | undefined; readonly verbs: readonly string[]; readonly resources: Set<string> }>();
  for (const { rule, namespace } of rights) {
    const verbs = [...rule.verbs].sort();
    const key = `${namespace ?? ''} ${verbs.join()}`;
    const group = groups.get(key) ?? { namespace, verbs, resources: new Set<string>() };
    group.resources.add(resourceName(rule));
    groups.set(key, group);
  }
  const counts = new Map<string, number>();
  return [...groups.values()].flatMap(({ namespace, verbs, resources }) => {
    const nth = (counts.get(namespace ?? '') ?? 0) + 1;
    counts.set(namespace ?? '', nth);
    const role = nth === 1 ? name : `${name}-${nth}`;
    const rules = `--verb=${verbs.join(',')} --resource=${[...resources].join(',')}`;
    const subject = subjectFlag(account);
    if (namespace === undefined)
      return [`kubectl create clusterrole ${role} ${rules}`, `kubectl create clusterrolebinding ${role} --clusterrole=${role} ${subject}`];
    const place = `--namespace=${quoted(namespace)}`;
    return [`kubectl create role ${role} ${place} ${rules}`, `kubectl create rolebinding ${role} ${place} --role=${role} ${subject}`];
  });
}

/** `deployments.apps`, `pods/log`: as kubectl names a resource of a role. */
export function resourceName({ apiGroup, resource }: PlacedRight['rule']): string {
  if (apiGroup === '') return resource;
  const [plural = '', subresource] = resource.split('/');
  return `${plural}.${apiGroup}${subresource ? `/${subresource}` : ''}`;
}

function subjectFlag(account: string | undefined): string {
  const [system, kind, namespace = '', name = '', ...more] = (account ?? '').split(':');
  if (system === 'system' && kind === 'serviceaccount' && more.length === 0 && isDnsLabel(namespace) && /^[a-z0-9.-]+$/.test(name))
    return `--serviceaccount=${namespace}:${name}`;
  return `--user=${quoted(account ?? UNKNOWN_ACCOUNT)}`;
}

/** As a POSIX shell takes it as one word, whatever stands in it. */
function quoted(text: string): string {
  return /^[\w.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

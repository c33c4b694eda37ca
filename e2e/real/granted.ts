import type { AuditedRequest } from '../../rig/audit-log';
import type { Rig } from '../../rig/start-rig';

/** One verb on one resource in one place; namespace '' = everywhere. As text: `cvat patch apps/deployments`. */
export type Right = string;

const rightOf = (namespace: string, verb: string, group: string, resource: string): Right =>
  `${namespace || '*'} ${verb} ${group ? `${group}/` : ''}${resource}`;

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}
interface Binding {
  readonly metadata: { readonly namespace?: string };
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** Everything the cluster's bindings give a service account, verb by verb, beside what everybody who is signed in has. */
export async function grantedTo(rig: Rig, user: string): Promise<ReadonlySet<Right>> {
  const [, , namespace, name] = user.split(':');
  const items = async <T>(kind: string) => (JSON.parse(await rig.kubectl('get', kind, '-A', '-o', 'json')) as { items: T[] }).items;
  const bindings = [...(await items<Binding>('rolebindings')), ...(await items<Binding>('clusterrolebindings'))].filter(({ subjects }) =>
    subjects?.some((one) => one.kind === 'ServiceAccount' && one.name === name && one.namespace === namespace),
  );
  const granted = new Set<Right>();
  for (const { metadata, roleRef } of bindings) {
    const at = roleRef.kind === 'Role' ? ['-n', metadata.namespace ?? ''] : [];
    const { rules } = JSON.parse(await rig.kubectl(...at, 'get', roleRef.kind.toLowerCase(), roleRef.name, '-o', 'json')) as { rules: Rule[] };
    for (const rule of rules)
      for (const group of rule.apiGroups ?? [])
        for (const resource of rule.resources ?? []) for (const verb of rule.verbs) granted.add(rightOf(metadata.namespace ?? '', verb, group, resource));
  }
  return granted;
}

/** The rights a request may have stood on: one for its own namespace, one for all. None for what is no resource, such as /version. */
export function rightsOf({ namespace, verb, group, resource, subresource }: AuditedRequest): readonly Right[] {
  if (!resource) return [];
  const name = subresource ? `${resource}/${subresource}` : resource;
  return [...new Set([rightOf(namespace, verb, group, name), rightOf('', verb, group, name)])];
}

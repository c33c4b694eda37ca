import type { LabObject, ObjectStore } from '../world/object-store';
import type { AccessQuestion } from './access';
import type { Caller } from './authenticate';

const RBAC = 'rbac.authorization.k8s.io/v1';

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** What the roles in the store give a caller in a namespace (undefined: at the cluster scope), in the order they were bound. */
export function rulesOf(store: ObjectStore, caller: Caller, namespace: string | undefined): readonly PolicyRule[] {
  const wide = store.list(`${RBAC}/ClusterRoleBinding`);
  const near = namespace === undefined ? [] : store.list(`${RBAC}/RoleBinding`, namespace);
  return [...wide, ...near].filter((binding) => names(binding, caller)).flatMap((binding) => rulesBehind(store, binding));
}

export function allows(rules: readonly PolicyRule[], { verb, group, resource, subresource, name }: AccessQuestion): boolean {
  const named = subresource ? `${resource}/${subresource}` : resource;
  return rules.some(
    ({ verbs, apiGroups = [], resources = [], resourceNames = [] }) =>
      has(verbs, verb) &&
      has(apiGroups, group) &&
      (has(resources, named) || (subresource !== '' && resources.includes(`*/${subresource}`))) &&
      (resourceNames.length === 0 || (name !== undefined && resourceNames.includes(name))),
  );
}

function has(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

function names(binding: LabObject, caller: Caller): boolean {
  const subjects: { kind: string; name: string; namespace?: string }[] = binding.subjects ?? [];
  return subjects.some(({ kind, name, namespace = binding.metadata.namespace }) => {
    if (kind === 'ServiceAccount') return caller.name === `system:serviceaccount:${namespace}:${name}`;
    return kind === 'Group' ? caller.groups.includes(name) : caller.name === name;
  });
}

/** A binding to a role that is not there gives nothing. */
function rulesBehind(store: ObjectStore, { roleRef, metadata }: LabObject): readonly PolicyRule[] {
  const namespace = roleRef?.kind === 'Role' ? metadata.namespace : undefined;
  return store.get(`${RBAC}/${roleRef?.kind}`, namespace, roleRef?.name)?.rules ?? [];
}

import type { Target } from '@/lib/domain/operation';
import { type ApiKind, resourcePaths } from '@/lib/domain/resource-ref';

/** `PATCH apps/v1 namespaces/cvat/deployments/cvat-opa`: the call as it is made, for the record; never its body. */
export function apiCall(verb: string, target: Pick<Target, 'kind' | 'apiVersion' | 'namespace' | 'name'>): string {
  const plural = target.kind in resourcePaths ? resourcePaths[target.kind as ApiKind].plural : target.kind;
  const scope = target.namespace === undefined ? '' : `namespaces/${target.namespace}/`;
  return `${verb} ${target.apiVersion} ${scope}${plural}/${target.name}`;
}

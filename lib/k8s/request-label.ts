import 'server-only';
import type { ApiRequest } from '@/lib/k8s/connection';

/** What a call to the API server counts as: the verb and resource that RBAC and the audit log know it by. */
export interface RequestLabel {
  readonly verb: string;
  /** `pods`, `pods/log`, `deployments.apps`; `-` for a path that names no resource, as `/version` does. */
  readonly resource: string;
}

/** Heard for every answer, with its status; 0 when no answer came. */
export type AnswerListener = (label: RequestLabel, status: number) => void;

/** Verb and resource of a call. A bounded set: paths are built from known kinds, and names are not part of it. */
export function labelRequest({ method = 'GET', path, query }: Pick<ApiRequest, 'method' | 'path' | 'query'>): RequestLabel {
  const place = placeOf(path);
  if (!place) return { verb: method.toLowerCase(), resource: '-' };
  const { group, resource, name, subresource } = place;
  return {
    verb: verbOf(method, name !== undefined, query?.watch),
    resource: `${resource}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`,
  };
}

function placeOf(path: string) {
  const parts = path.split('/').slice(1);
  const isCore = parts[0] === 'api';
  if (!isCore && parts[0] !== 'apis') return undefined;
  const group = isCore ? '' : (parts[1] ?? '');
  const rest = parts.slice(isCore ? 2 : 3);
  const [resource, name, subresource] = rest[0] === 'namespaces' && rest.length > 2 ? rest.slice(2) : rest;
  return resource === undefined ? undefined : { group, resource, name, subresource };
}

function verbOf(method: string, isNamed: boolean, watch: unknown): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return isNamed ? 'delete' : 'deletecollection';
    default:
      if (watch === true || watch === 'true' || watch === 1 || watch === '1') return 'watch';
      return isNamed ? 'get' : 'list';
  }
}

import 'server-only';
import { assertObjectName, isDnsLabel } from '@/lib/domain/dns-name';
import { AppError } from '@/lib/domain/errors';
import { type ApiKind, resourcePaths } from '@/lib/domain/resource-ref';

declare const checked: unique symbol;
/** A path of the API that was built here, from names that were checked. Nothing else is ever requested. */
export type ApiPath = string & { readonly [checked]: true };

export interface ObjectPlace {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: 'log' | 'exec' | 'portforward' | undefined;
}

/** Path of an object, or of its collection when no name is given. Throws `invalid-name` for names that may not stand in a path. */
export function apiPath(kind: ApiKind, place: ObjectPlace = {}): ApiPath {
  const { apiVersion, plural } = resourcePaths[kind];
  return join(apiVersion, plural, place);
}

/** Whether Loupe knows where objects of this kind live. Secrets are no such kind. */
export function isApiKind(kind: string): kind is ApiKind {
  return Object.hasOwn(resourcePaths, kind);
}

/** `list pods` and the like: the right a call needs, as `verb resource` or `verb resource.group`. */
export function rightOf(verb: string, kind: ApiKind, subresource?: string): string {
  const { apiVersion, plural } = resourcePaths[kind];
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return `${verb} ${plural}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`;
}

/** Path of Helm's release records, the only Secrets Loupe ever asks for. */
export function releaseSecretPath(namespace: string, name?: string): ApiPath {
  if (name !== undefined && !name.startsWith('sh.helm.release.v1.')) throw new AppError('invalid-name', { params: { name: name.slice(0, 80) } });
  return join('v1', 'secrets', { namespace, name });
}

/** Paths that name no object. */
export const fixedPaths = {
  version: '/version' as ApiPath,
  ready: '/readyz' as ApiPath,
  accessReview: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews' as ApiPath,
  ownAccount: '/apis/authentication.k8s.io/v1/selfsubjectreviews' as ApiPath,
} as const;

function join(apiVersion: string, plural: string, { namespace, name, subresource }: ObjectPlace): ApiPath {
  if (namespace !== undefined && !isDnsLabel(namespace)) throw new AppError('invalid-name', { params: { name: namespace.slice(0, 80) } });
  const parts = [apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`];
  if (namespace !== undefined) parts.push('namespaces', namespace);
  parts.push(plural);
  if (name !== undefined) parts.push(assertObjectName(name));
  if (subresource !== undefined) parts.push(subresource);
  return parts.join('/') as ApiPath;
}

import { type ApiResource, findResource } from './api-resources';
import { badRequest, unknownResource } from './status-error';

/** What a request is about, as the API server's own request info says it. */
export interface RequestInfo {
  readonly verb: string;
  readonly resource: ApiResource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly query: URLSearchParams;
}

const VERBS: Readonly<Record<string, readonly [collection: string, named: string]>> = {
  GET: ['list', 'get'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['deletecollection', 'delete'],
};

/** Reads `/api/v1/…` and `/apis/GROUP/VERSION/…`; undefined for a path of another kind. Throws 404 for a resource nobody knows. */
export function readRequest(method: string, url: URL): RequestInfo | undefined {
  const parts = url.pathname.split('/').filter(Boolean).map(decode);
  const root = parts.shift();
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'api' ? '' : parts.shift();
  const version = parts.shift();
  if (group === undefined || version === undefined || parts.length === 0) return undefined;
  // `/namespaces/x` is the namespace itself; with more behind it, it is where to look.
  const namespace = parts[0] === 'namespaces' && parts.length > 2 && !isNamespaceSubresource(parts) ? parts[1] : undefined;
  const [plural, name, subresource, ...rest] = namespace === undefined ? parts : parts.slice(2);
  const resource = findResource(group, version, plural as string);
  if (!resource || rest.length > 0) throw unknownResource();
  if (namespace !== undefined && !resource.namespaced) throw unknownResource();
  if (name !== undefined && resource.namespaced && namespace === undefined) throw unknownResource();
  const verbs = VERBS[method];
  if (!verbs) throw unknownResource();
  const watching = ['1', 'true'].includes(url.searchParams.get('watch') ?? '');
  const verb = name !== undefined ? verbs[1] : verbs[0] === 'list' && watching ? 'watch' : verbs[0];
  return { verb, resource, namespace, name, subresource, query: url.searchParams };
}

function isNamespaceSubresource(parts: readonly string[]): boolean {
  return parts.length === 3 && (parts[2] === 'status' || parts[2] === 'finalize');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`invalid URL escape in ${JSON.stringify(part)}`);
  }
}

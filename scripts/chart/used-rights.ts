import type { AuditedRequest } from '../../rig/audit-log';

/** A right as roles grant it, where it is granted: undefined = in the whole cluster. */
export interface Granted {
  readonly apiGroup: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly namespace: string | undefined;
}

/** `list pods in cvat`, `list nodes.k8s.example in the cluster`. */
const said = (verb: string, resource: string, group: string, namespace: string | undefined) =>
  `${verb} ${resource}${group ? `.${group}` : ''} in ${namespace || 'the cluster'}`;

/** Granted to everybody who is signed in, or no resource at all: nothing a role of ours has to name. */
const everybodys = /^self?subject.*reviews$|^selfsubject/;

/** What an account asked of the API server, each once. A right of the cluster used in a namespace shows with that namespace. */
export function askedBy(
  requests: readonly AuditedRequest[],
  user: string,
): readonly { readonly right: string; readonly refused: boolean; readonly request: AuditedRequest }[] {
  const asked = new Map<string, { right: string; refused: boolean; request: AuditedRequest }>();
  for (const request of requests) {
    if (request.user !== user || request.resource === '' || everybodys.test(request.resource)) continue;
    const resource = request.subresource ? `${request.resource}/${request.subresource}` : request.resource;
    const right = said(request.verb, resource, request.group, request.namespace || undefined);
    const before = asked.get(right);
    asked.set(right, { right, refused: (before?.refused ?? false) || request.code === 403, request });
    // A streaming list is a watch that sends everything first; servers without it, and plans, list.
    if (request.verb === 'watch' && request.uri.includes('sendInitialEvents=true')) {
      const list = said('list', resource, request.group, request.namespace || undefined);
      if (!asked.has(list)) asked.set(list, { right: list, refused: false, request });
    }
  }
  return [...asked.values()];
}

/** Rights that no request needed. One of the cluster counts as used only where it was asked for the cluster. */
export function neverUsed(granted: readonly Granted[], asked: readonly { readonly right: string }[]): readonly string[] {
  const used = new Set(asked.map(({ right }) => right));
  const all = granted.flatMap(({ apiGroup, resource, verbs, namespace }) => verbs.map((verb) => said(verb, resource, apiGroup, namespace)));
  return [...new Set(all)].filter((right) => !used.has(right)).sort();
}

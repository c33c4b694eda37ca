import 'server-only';
import type { Actor, Permission } from '@/lib/domain/actor';
import { type Container, getContainer } from '@/lib/server/container';
import { failureResponse } from '@/lib/server/failure';
import { requirePermission } from '@/lib/server/session';

/** On every answer behind the sign-in: it belongs to one person and one moment. */
export const noStore = { 'cache-control': 'no-store' } as const;

interface RouteContext<Params> {
  readonly request: Request;
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly actor: Actor;
  readonly container: Container;
}

/**
 * The one way to make a GET route: session and right first, then the read, then JSON that no cache keeps. What it throws becomes an answer with a code.
 * `read` answers the body, or a Response of its own.
 */
export function readRoute<Params extends Record<string, string>>(permission: Permission, read: (ctx: RouteContext<Params>) => Promise<unknown>) {
  return async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    try {
      const actor = await requirePermission(permission);
      const answer = await read({ request, params: await params, query: searchParams, actor, container: await getContainer() });
      return answer instanceof Response ? answer : Response.json(answer, { headers: noStore });
    } catch (error) {
      return failureResponse(error, { route: pathname });
    }
  };
}

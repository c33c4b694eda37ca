import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { type ApiOperation, apiEndpoints } from '@/lib/domain/api-v1/endpoints';
import { requireApiToken } from '@/lib/server/api-token';
import { type Container, getContainer } from '@/lib/server/container';
import { parseQuery } from '@/lib/server/parse-query';
import { problemResponse } from '@/lib/server/v1/problem';

type Endpoints = typeof apiEndpoints;

/** What a read of the API is handed. */
export interface ApiRead<Operation extends ApiOperation> {
  readonly container: Container;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: z.infer<Endpoints[Operation]['query']>;
}

/**
 * The one way to make a route of /api/v1: token and scope first, then the query as its schema says, then the read, then JSON that no cache
 * keeps. Refusals and failures are problem documents.
 */
export function apiRoute<Operation extends ApiOperation>(
  operation: Operation,
  read: (ctx: ApiRead<Operation>) => Promise<z.input<Endpoints[Operation]['answer']>> | z.input<Endpoints[Operation]['answer']>,
) {
  const { scope, query: schema } = apiEndpoints[operation];
  return async (request: Request, { params }: { params: Promise<Record<string, string>> }): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    try {
      const { actor } = await requireApiToken(request, scope);
      const query = parseQuery(schema, searchParams) as ApiRead<Operation>['query'];
      const answer = await read({ container: await getContainer(), actor, params: await params, query });
      return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      return problemResponse(error, pathname);
    }
  };
}

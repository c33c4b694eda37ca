import { openApiDocument } from '@/lib/domain/api-v1/openapi';

const document = JSON.stringify(openApiDocument());

/** The document is the same for everybody and stands in the repository: no token. */
export async function GET(): Promise<Response> {
  return new Response(document, { headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' } });
}

import { openApiDocument } from '../../lib/domain/api-v1/openapi';

/** The read API's OpenAPI document, from the schemas its handlers answer with. */
export function apiDocument(): [string, string][] {
  return [['docs/openapi.generated.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`]];
}

import { z } from 'zod';
import { apiCheckSchema, apiSourceSchema } from '@/lib/domain/api-v1/checks';
import { apiClaimSchema } from '@/lib/domain/api-v1/claims';
import { type ApiEndpoint, apiEndpoints } from '@/lib/domain/api-v1/endpoints';
import { apiEvidenceSchema, apiFindingSchema } from '@/lib/domain/api-v1/findings';
import { apiEntrySchema } from '@/lib/domain/api-v1/ledger';
import { apiModelSchema } from '@/lib/domain/api-v1/models';
import { sourceSchema, subjectSchema } from '@/lib/domain/api-v1/page';
import { problemSchema } from '@/lib/domain/api-v1/problem';
import { apiRunSchema } from '@/lib/domain/api-v1/runs';
import { apiPodSchema, apiWorkloadSchema } from '@/lib/domain/api-v1/workloads';

type Json = Record<string, unknown>;

/** The read API as an OpenAPI 3.1 document, made of the schemas the handlers answer with. Pure: the same for everybody, nothing of an installation in it. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loupe',
      version: 'v1',
      summary: 'What Loupe knows of a CVAT installation, for scripts and dashboards. Nothing here changes anything.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths: Object.fromEntries(Object.entries(apiEndpoints).map(([operationId, endpoint]) => [endpoint.path, { get: operation(operationId, endpoint) }])),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token made on Settings; it begins with loupe_. Cookies are not looked at.' },
      },
      schemas: components(),
      responses: Object.fromEntries(Object.entries(refusals).map(([name, description]) => [name, { description, content: problemContent }])),
    },
  };
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const refusals = {
  BadRequest: 'A parameter was not accepted.',
  Unauthorized: 'No token, or one that does not work.',
  Forbidden: 'The token was made without the scope.',
  NotFound: 'It is not there, or not any more.',
  TooManyRequests: 'Wait for as many seconds as Retry-After says.',
};
const ref = (name: keyof typeof refusals) => ({ $ref: `#/components/responses/${name}` });

function operation(operationId: string, { path, summary, scope, query }: ApiEndpoint): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return {
    operationId,
    summary,
    description: `Scope: \`${scope}\`.`,
    parameters: [...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })), ...queryParameters(query)],
    responses: {
      200: { description: summary, content: { 'application/json': { schema: { $ref: `#/components/schemas/${answerName(operationId)}` } } } },
      400: ref('BadRequest'),
      401: ref('Unauthorized'),
      403: ref('Forbidden'),
      ...(names.length > 0 ? { 404: ref('NotFound') } : {}),
      429: ref('TooManyRequests'),
    },
  };
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {} } = withoutDialect(z.toJSONSchema(query, { ...options, io: 'output' }) as Json) as { properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description ? { description } : {}),
    schema,
  }));
}

/** Schemas that stand once in the document, by name; everything else is written where it is used. */
const named = {
  Problem: problemSchema,
  Finding: apiFindingSchema,
  Evidence: apiEvidenceSchema,
  Subject: subjectSchema,
  Where: sourceSchema,
  Model: apiModelSchema,
} as const;
const moreNamed = { Claim: apiClaimSchema, Pod: apiPodSchema, Workload: apiWorkloadSchema, Run: apiRunSchema, Entry: apiEntrySchema } as const;

function components(): Json {
  const registry = z.registry<{ id: string }>();
  const answers = Object.entries(apiEndpoints).map(([operationId, { answer }]) => [answerName(operationId), answer] as const);
  for (const [id, schema] of [...Object.entries({ ...named, ...moreNamed, Check: apiCheckSchema, Source: apiSourceSchema }), ...answers])
    registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...options, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(schema as Json)]));
}

function answerName(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`;
}

/** JSON Schema 2020-12. Unknown fields are allowed: a newer Loupe may answer more. The format says enough of a moment, and JSON of a whole number. */
const options = {
  io: 'input',
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: Json }) => {
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
} as const;

function withoutDialect({ $schema: _dialect, $id: _id, ...json }: Json): Json {
  return json;
}

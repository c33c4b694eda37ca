import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

interface Operation {
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly content?: Json }>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Json };
}

/** CVAT's document, cut to what the lab serves. */
export const document = parse(readFileSync(path.join(import.meta.dirname, 'cvat-openapi-2.54.yml'), 'utf8')) as OpenApi;

export const documentedPaths = Object.entries(document.paths).flatMap(([at, methods]) => Object.keys(methods).map((method) => ({ path: at, method })));

/** OpenAPI 3.0 as JSON Schema: `nullable` spelled out, and no field allowed that is not documented. */
function jsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(jsonSchema);
  if (!schema || typeof schema !== 'object') return schema;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, jsonSchema(value)])) as Json;
  const closed = rest.type === 'object' && rest.properties && rest.additionalProperties === undefined ? { ...rest, additionalProperties: false } : rest;
  return nullable === true ? { anyOf: [closed, { type: 'null' }] } : closed;
}

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat('date-time', (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text));
ajv.addFormat('uri', (text: string) => URL.canParse(text));
ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
ajv.addFormat('double', true);
ajv.addSchema({ $id: 'cvat', components: { schemas: jsonSchema(document.components.schemas) } });

/** What is wrong with an answer to a documented request: empty when nothing is. */
export function faults(at: string, method: string, status: number, contentType: string, body: unknown): string[] {
  const response = document.paths[at]?.[method]?.responses[String(status)];
  if (!response) return [`${method} ${at}: ${status} is not documented`];
  const [[type, { schema }] = ['', { schema: undefined }]] = Object.entries(response.content ?? {}) as [string, { schema?: unknown }][];
  if (schema === undefined) return [];
  if (!contentType.startsWith(type)) return [`${contentType} instead of ${type}`];
  const local = JSON.parse(JSON.stringify(jsonSchema(schema)).replaceAll('"#/components/', '"cvat#/components/'));
  const validate = ajv.compile(local);
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

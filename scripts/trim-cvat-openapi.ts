/**
 * Cuts CVAT's OpenAPI document (cvat/schema.yml of its repository) to what the lab serves: npx tsx scripts/trim-cvat-openapi.ts schema.yml
 * Keeps the paths named below with the schemas they need, and of the parameters those in the path and of paging; drops descriptions of operations. Writes
 * lab/cvat/contract/cvat-openapi-VERSION.yml.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';

type Json = Record<string, unknown>;

const PATHS = [
  '/api/auth/login',
  '/api/auth/logout',
  '/api/cloudstorages',
  '/api/cloudstorages/{id}',
  '/api/cloudstorages/{id}/status',
  '/api/jobs',
  '/api/jobs/{id}',
  '/api/lambda/functions',
  '/api/lambda/functions/{func_id}',
  '/api/lambda/requests',
  '/api/lambda/requests/{id}',
  '/api/organizations',
  '/api/projects',
  '/api/projects/{id}',
  '/api/requests',
  '/api/server/about',
  '/api/server/annotation/formats',
  '/api/server/plugins',
  '/api/tasks',
  '/api/tasks/{id}',
  '/api/users',
  '/api/users/self',
];
/** Methods the lab answers where it does not answer all. */
const READ_ONLY = new Set(['get']);
const METHODS: Readonly<Record<string, ReadonlySet<string>>> = {
  '/api/auth/login': new Set(['post']),
  '/api/auth/logout': new Set(['post']),
  '/api/lambda/functions/{func_id}': new Set(['get', 'post']),
  '/api/lambda/requests': new Set(['get', 'post']),
  '/api/lambda/requests/{id}': new Set(['get', 'delete']),
};
const PAGING = new Set(['page', 'page_size']);

const [source] = process.argv.slice(2);
if (!source) throw new Error('Which document? npx tsx scripts/trim-cvat-openapi.ts path/to/schema.yml');
const full = parse(readFileSync(source, 'utf8')) as { openapi: string; info: { version: string }; paths: Record<string, Json>; components: { schemas: Json } };

const paths = Object.fromEntries(
  PATHS.map((at) => {
    const operations = Object.entries(full.paths[at] ?? {}).filter(([method]) => (METHODS[at] ?? READ_ONLY).has(method));
    if (operations.length === 0) throw new Error(`the document has no ${at}`);
    return [at, Object.fromEntries(operations.map(([method, operation]) => [method, trimmed(operation as Json)]))];
  }),
);

function trimmed({ description: _description, parameters, ...operation }: Json): Json {
  const kept = ((parameters ?? []) as { in: string; name: string }[]).filter((parameter) => parameter.in === 'path' || PAGING.has(parameter.name));
  return { ...operation, ...(kept.length > 0 ? { parameters: kept } : {}) };
}

/** Names of the schemas that are reached from a value. */
function reached(value: unknown, names: Set<string>): Set<string> {
  for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (names.has(name)) continue;
    names.add(name);
    reached(full.components.schemas[name], names);
  }
  return names;
}

const schemas = Object.fromEntries([...reached(paths, new Set())].sort().map((name) => [name, full.components.schemas[name]]));
const { description: _description, ...info } = full.info as Json;
const trimmedDocument = {
  openapi: full.openapi,
  info: { ...info, description: 'REST API for Computer Vision Annotation Tool (CVAT)' },
  paths,
  components: { schemas },
};
const target = `lab/cvat/contract/cvat-openapi-${full.info.version.split('.').slice(0, 2).join('.')}.yml`;
writeFileSync(path.join(import.meta.dirname, '..', target), stringify(trimmedDocument, { lineWidth: 0, aliasDuplicateObjects: false }));
console.log(`${target}: ${PATHS.length} paths, ${Object.keys(schemas).length} schemas`);

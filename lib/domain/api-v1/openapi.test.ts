import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { apiEndpoints } from '@/lib/domain/api-v1/endpoints';
import { openApiDocument } from '@/lib/domain/api-v1/openapi';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: object }[];
  readonly responses: Readonly<Record<string, object>>;
}
const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly responses: Readonly<Record<string, object>> };
};

describe('the document of the read API', () => {
  it('holds every endpoint as a GET and nothing else', () => {
    const paths = Object.entries(document.paths).map(([path, methods]) => [path, Object.keys(methods), methods.get.operationId]);
    expect(paths).toEqual(Object.entries(apiEndpoints).map(([id, { path }]) => [path, ['get'], id]));
  });

  it('points only at what it holds', () => {
    const pointed = [...JSON.stringify(document).matchAll(/"#\/components\/(schemas|responses)\/(\w+)"/g)];
    expect(pointed.length).toBeGreaterThan(20);
    for (const [, kind, name] of pointed) expect(document.components[kind as 'schemas'], name).toHaveProperty(name ?? '');
  });

  it('is made of schemas that a validator takes', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'https://loupe.invalid/', components: document.components });
    for (const name of Object.keys(document.components.schemas))
      expect(() => ajv.compile({ $ref: `https://loupe.invalid/#/components/schemas/${name}` }), name).not.toThrow();
  });

  it('asks for each parameter of a path, and says what a query may be', () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const inPath = get.parameters.filter((p) => p.in === 'path').map((p) => p.name);
      expect(inPath, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]));
      expect('404' in get.responses, path).toBe(inPath.length > 0);
    }
    const limit = document.paths['/pods']?.get.parameters.find((p) => p.name === 'limit');
    expect(limit).toMatchObject({ required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } });
  });
});

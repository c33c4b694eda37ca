import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '@/lib/checks/registry.generated';
import type { OperationKind } from '@/lib/domain/operation';
import type { RbacRule } from '@/lib/domain/plan';
import { remediations } from '@/lib/remediations/registry.generated';
import messages from '@/messages/en.generated.json';

const root = path.join(import.meta.dirname, '../..');
const files = readdirSync(path.join(root, 'lib/remediations/catalogue')).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'));
const sourceOf = (id: string) => readFileSync(path.join(root, `lib/remediations/catalogue/${id}.ts`), 'utf8');

/** The right each kind of operation uses on the API server, as resource and verb. Nuclio's own calls go to its dashboard. */
const needs: Partial<Record<OperationKind, readonly (readonly [resource: string | undefined, verb: string])[]>> = {
  'patch-object': [[undefined, 'patch']],
  'delete-object': [[undefined, 'delete']],
  'wait-rollout': [['pods', 'list']],
  'wait-claim-capacity': [['persistentvolumeclaims', 'get']],
  'wait-function-state': [['nucliofunctions', 'get']],
  'wait-function-gone': [
    ['nucliofunctions', 'get'],
    ['deployments', 'get'],
  ],
  'delete-function': [['nucliofunctions', 'get']],
  'create-function': [['nucliofunctions', 'get']],
  'start-function': [['nucliofunctions', 'get']],
  'update-function': [['nucliofunctions', 'get']],
  'ask-cuda': [
    ['pods', 'list'],
    ['pods/exec', 'create'],
  ],
  'kvrocks-purge-archive': [['pods/exec', 'create']],
  'kvrocks-await-writes': [['pods/exec', 'create']],
  'kvrocks-compact': [['pods/exec', 'create']],
  'kvrocks-flush': [['pods/exec', 'create']],
};

function holds(rules: readonly RbacRule[], resource: string | undefined, verb: string): boolean {
  return rules.some((rule) => (resource === undefined || rule.resource === resource) && rule.verbs.includes(verb));
}

function message(key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], messages);
}

describe('the registry of remediations', () => {
  it('has every file of the catalogue, under its own name', () => {
    expect(remediations.map((r) => `${r.id}.ts`)).toEqual(files.sort());
  });

  describe.each(remediations.map((r) => [r.id, r] as const))('%s', (id, remediation) => {
    it('answers checks that exist', () => {
      const known = new Set(checks.map((check) => check.id));
      expect(remediation.resolves.filter((check) => !known.has(check))).toEqual([]);
      expect(remediation.resolves.length).toBeGreaterThan(0);
    });

    it('has its words: every sentence it says is in the catalogue', () => {
      const said = [...sourceOf(id).matchAll(/\btext\(\s*['`]([\w.-]+)['`]/g)].map((match) => match[1] ?? '');
      const wanted = ['name', 'effect', ...said, ...(remediation.fields ?? []).flatMap((f) => [`fields.${f.name}.label`, `fields.${f.name}.help`])];
      expect(wanted.filter((key) => typeof message(`remediations.${id}.${key}`) !== 'string')).toEqual([]);
    });

    it('says what each field accepts', () => {
      const accepted = [...sourceOf(id).matchAll(/'(fields\.[\w.]+)'/g)].map((match) => match[1] ?? '');
      expect(accepted.filter((key) => typeof message(`remediations.${id}.${key}`) !== 'string')).toEqual([]);
    });

    it('has a page in the docs and a test beside it', () => {
      expect(existsSync(path.join(root, `docs/remediations/${id}.md`))).toBe(true);
      expect(existsSync(path.join(root, `lib/remediations/catalogue/${id}.test.ts`))).toBe(true);
    });

    it('asks for every right its operations use, and for no wildcard', () => {
      const kinds = [...sourceOf(id).matchAll(/kind: '([\w-]+)'/g)].map((match) => match[1] as OperationKind);
      const missing = kinds.flatMap((kind) => (needs[kind] ?? []).filter(([resource, verb]) => !holds(remediation.rbac, resource, verb)));
      expect(missing).toEqual([]);
      expect(remediation.rbac.filter((rule) => [rule.apiGroup, rule.resource, ...rule.verbs].includes('*'))).toEqual([]);
    });

    it('plans without anything typed', () => {
      expect(remediation.input.safeParse({}).success).toBe(true);
    });
  });
});

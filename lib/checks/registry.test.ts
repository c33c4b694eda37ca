import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyCheck } from '@/lib/checks/check';
import { checks } from '@/lib/checks/registry.generated';
import { remediations } from '@/lib/remediations/registry.generated';

const root = path.join(import.meta.dirname, '../..');
const areas = ['cluster', 'storage', 'cvat', 'nuclio', 'gpu', 'network', 'helm'];
const headings = ['Meaning', 'Impact', 'Evidence to look at', 'What Loupe can do', 'By hand', 'Afterwards'];
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const catalogue = (id: string) => JSON.parse(read(`messages/en/checks/${id}.json`)) as Record<string, unknown>;
const sourceOf = ({ id, area }: Pick<AnyCheck, 'id' | 'area'>) => `lib/checks/${area}/${id}.ts`;
const files = areas.flatMap((area) => readdirSync(path.join(root, 'lib/checks', area)).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts')));

/** The value under a dotted key; undefined where there is none. */
function lookUp(tree: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[part] : undefined), tree);
}

/** Keys a source says in plain words, and the groups it chooses from (`title.${kind}`). */
function keysSaid(source: string): { plain: string[]; groups: string[] } {
  const said = [...source.matchAll(/\btext\(\s*(?:'([^']+)'|`([^`]+)`)/g)].map((m) => m[1] ?? m[2] ?? '');
  const labels = [...source.matchAll(/\bseen\(\s*'\w+',\s*(?:'([\w.-]+)'|`([^`]+)`)/g)].map((m) => `evidence.${m[1] ?? m[2] ?? ''}`);
  const all = [...said, ...labels];
  return {
    plain: all.filter((k) => !k.includes('$')),
    groups: all.filter((k) => k.includes('$')).map((k) => k.slice(0, k.indexOf('$')).replace(/\.?[\w-]*$/, '')),
  };
}

describe('the registry of checks', () => {
  it('lists every check once, under the name of its file', () => {
    const ids = checks.map((c) => c.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => `${id}.ts`).sort()).toEqual([...files].sort());
    for (const check of checks) expect(existsSync(path.join(root, sourceOf(check))), sourceOf(check)).toBe(true);
  });

  it('has a page for every check and no page without one', () => {
    expect(readdirSync(path.join(root, 'docs/checks')).sort()).toEqual(checks.map((c) => `${c.id}.md`).sort());
  });
});

describe.each(checks.map((c) => [c.id, c] as const))('%s', (id, check) => {
  it('has tests, which run it and look at its evidence', () => {
    const test = read(sourceOf(check).replace(/\.ts$/, '.test.ts'));
    for (const word of ['evidence', "'ok'", 'describe(']) expect(test, word).toContain(word);
  });

  it('has a docs page with the fixed headings, each followed by words', () => {
    const page = read(`docs/checks/${id}.md`);
    const sections = page.split(/^## /m).slice(1);
    expect(sections.map((s) => s.split('\n')[0])).toEqual(headings);
    for (const section of sections) expect(section.split('\n').slice(1).join('').trim().length).toBeGreaterThan(20);
  });

  it('has every sentence a check needs', () => {
    const messages = catalogue(id);
    for (const key of ['name', 'impact', 'falseIf']) expect(messages[key], key).toBeTypeOf('string');
    for (const key of ['title', 'summary']) expect(['string', 'object'], key).toContain(typeof messages[key]);
  });

  it('says only sentences that exist', () => {
    const messages = catalogue(id);
    const { plain, groups } = keysSaid(read(sourceOf(check)));
    for (const key of plain) expect(lookUp(messages, key), key).toBeTypeOf('string');
    for (const key of groups.filter((g) => g !== '')) expect(lookUp(messages, key), key).toBeTypeOf('object');
  });

  it('can be shown in the lab', () => {
    expect(existsSync(path.join(root, `lab/scenarios/${id}.ts`))).toBe(true);
  });
});

describe('the catalogue of remediations', () => {
  it('resolves only checks that exist', () => {
    const known = new Set(checks.map((c) => c.id));
    for (const { id, resolves } of remediations) for (const check of resolves) expect(known.has(check), `${id} resolves ${check}`).toBe(true);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** Every module that a file loads by itself: what is imported when it is needed, and types, are not among them. */
function loadedBy(entry: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, source = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '((?:@\/|\.)[^']+)'/gm)) {
      const target = source.startsWith('@/') ? source.slice(2) : path.join(path.dirname(file), source);
      const found = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((each) => existsSync(path.join(root, each)));
      if (found) visit(found);
    }
  };
  visit(entry);
  return seen;
}

const writers = ['lib/k8s/writer.ts', 'lib/kvrocks/create-kvrocks-writer.ts', 'lib/remediations/run-remediation.ts', 'lib/server/wiring/engine.ts'];

describe('what can change a cluster', () => {
  it.each(['lib/server/boot.ts', 'lib/server/container.ts'])('is not loaded by %s: the web process fetches it only where it is the actor too', (entry) => {
    const loaded = loadedBy(entry);
    expect(loaded.has('lib/server/wiring/seat.ts')).toBe(true);
    expect(writers.filter((writer) => loaded.has(writer))).toEqual([]);
  });

  it('is loaded by the actor', () => {
    const loaded = loadedBy('scripts/actor.ts');
    expect(writers.filter((writer) => !loaded.has(writer))).toEqual([]);
  });

  it('is loaded by the actor without pages, watches and check passes', () => {
    const others = [...loadedBy('scripts/actor.ts')].filter((file) =>
      /^(app|components)\/|lib\/k8s\/(watch\/(?!list-pages|read-lines)|feeds\/)|lib\/server\/(live|passes)\//.test(file),
    );
    expect(others).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** Every module of ours that a file (named from the root) loads by itself: what is imported when it is needed, and types, are not among them. */
export function loadedBy(entry: string): ReadonlySet<string> {
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

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');
/** An import of a value; types leave nothing in a bundle. */
const names = /^(?:import|export) (?!type )(?!\{(?: *type [^,}]+,?)+\})[^;]*? from '@\/lib\/server\/(?:host|wiring\/open-container)'/m;

/** Each page and route is bundled by itself: one that names these, directly or through another file, carries and loads the whole server once more (docs/decisions/0026). */
it('names the host, and what it opens, only where the process starts', () => {
  const files = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  const naming = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file) && names.test(readFileSync(path.join(root, file), 'utf8')));
  expect(naming.sort()).toEqual(['lib/server/boot.ts', 'lib/server/host.ts']);
});

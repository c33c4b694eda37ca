import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadedBy } from './loaded-by';

const app = path.join(import.meta.dirname, '../app');

/** Each page and route is bundled by itself: one that loads the host, directly or through another file, carries the whole server once more (docs/decisions/0026). */
it('loads the host where the process starts, and from no page or route', () => {
  expect(loadedBy('lib/server/boot.ts').has('lib/server/host.ts')).toBe(true);
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter((file) => loadedBy(path.join('app', file)).has('lib/server/host.ts'))).toEqual([]);
});

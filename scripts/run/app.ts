import path from 'node:path';
import type { Environment } from './environment';
import { startProcess } from './processes';

/** The folder next build wrote to. */
export function distDir(): string {
  return process.env.LOUPE_DIST_DIR ?? '.next';
}

/** New objects get 2 MiB before V8 collects, not 16: most die at once, and the room for them is taken three times over (docs/decisions/0026). */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=2'];

/** The C library keeps freed memory in up to eight pools a core; two are enough for a program that mostly waits (docs/decisions/0026). */
export const frugal: Environment = { MALLOC_ARENA_MAX: '2' };

/** Starts the built server. Its own script changes directory, so every path it is given is absolute. */
export function startApp(root: string, env: Environment) {
  return startProcess('Loupe', process.execPath, [...nodeFlags, path.join(root, distDir(), 'standalone/server.js')], { ...frugal, ...env });
}

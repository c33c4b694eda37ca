import path from 'node:path';
import type { Environment } from './environment';
import { startProcess } from './processes';

/** The folder next build wrote to. */
export function distDir(): string {
  return process.env.LOUPE_DIST_DIR ?? '.next';
}

/** Starts the built server. Its own script changes directory, so every path it is given is absolute. */
export function startApp(root: string, env: Environment) {
  return startProcess('Loupe', process.execPath, [path.join(root, distDir(), 'standalone/server.js')], env);
}

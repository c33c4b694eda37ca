import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What the server needs beside its build; programs come later. */
const kept = ['node_modules', 'package.json', 'prisma', 'server.js'];
/** Never used: images are served as they are. */
const unused = ['node_modules/@img', 'node_modules/sharp'];

/**
 * Takes out of the standalone folder what only looks needed: paths that are joined at run time make the tracer copy the whole project, and with it databases
 * and session secrets of a working copy. Answers what went.
 */
export function pruneStandalone(standalone: string, dist: string): readonly string[] {
  const gone = readdirSync(standalone).filter((name) => name !== dist && !kept.includes(name));
  for (const name of [...gone, ...unused]) rmSync(path.join(standalone, name), { recursive: true, force: true });
  return gone;
}

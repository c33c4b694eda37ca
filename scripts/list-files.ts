import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Every source file under a folder of the tree, as a path from its root with forward slashes; tests and generated files left out. */
export function listFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|generated|fixture)\./.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes those of the files (name under root, content) that differ from what lies there; with `check` it writes none. The names of those that differ. */
export function writeGenerated(root: string, files: Iterable<readonly [string, string]>, check: boolean): string[] {
  const stale: string[] = [];
  for (const [file, content] of files) {
    const target = path.join(root, file);
    if (contentOf(target) === content) continue;
    stale.push(file);
    if (check) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return stale;
}

function contentOf(target: string): string | undefined {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return undefined;
  }
}

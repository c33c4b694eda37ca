import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Catalogue = { [key: string]: string | Catalogue };

/**
 * One merged catalogue per language. The file `messages/en/storage.json` becomes the namespace `storage`; `messages/en/checks/<id>.json`
 * becomes `checks.<id>`, `messages/en/remediations/<id>.json` becomes `remediations.<id>`.
 */
export function mergedMessages(root: string): [string, string][] {
  const base = path.join(root, 'messages');
  return readdirSync(base, { withFileTypes: true })
    .filter((d) => d.isDirectory())
    .map((d) => [`messages/${d.name}.generated.json`, `${JSON.stringify(mergeFolder(path.join(base, d.name)), null, 1)}\n`]);
}

function mergeFolder(folder: string): Catalogue {
  const merged: Catalogue = {};
  if (!existsSync(folder)) return merged;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const target = path.join(folder, entry.name);
    if (entry.isDirectory()) merged[entry.name] = mergeFolder(target);
    else if (entry.name.endsWith('.json')) merged[entry.name.slice(0, -5)] = JSON.parse(readFileSync(target, 'utf8')) as Catalogue;
  }
  return merged;
}

/**
 * Writes every generated, committed file: the registries of checks and remediations, the merged message catalogues and the docs tables.
 * With --check it writes nothing and fails when a file would change.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mergedMessages } from './generate/messages';
import { readmeTables } from './generate/readme';
import { checkRegistry, remediationRegistry } from './generate/registries';

const root = path.join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const files = new Map([...checkRegistry(root), ...remediationRegistry(root), ...mergedMessages(root), ...readmeTables(root)]);
const stale: string[] = [];
for (const [file, content] of files) {
  const target = path.join(root, file);
  let current: string | undefined;
  try {
    current = readFileSync(target, 'utf8');
  } catch {
    current = undefined;
  }
  if (current === content) continue;
  stale.push(file);
  if (check) continue;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}
if (check && stale.length > 0) {
  console.error(`These generated files are out of date: ${stale.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
console.log(check ? `${files.size} generated files are up to date` : `${stale.length} of ${files.size} generated files written`);

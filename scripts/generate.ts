/**
 * Writes every generated, committed file: the registries of checks and remediations, the merged message catalogues, the
 * read API's document and the docs tables.
 * With --check it writes nothing and fails when a file would change.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mergedMessages } from './generate/messages';
import { apiDocument } from './generate/openapi';
import { checkRegistry, remediationRegistry } from './generate/registries';

const root = path.join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const stale: string[] = [];
let total = 0;

function write(files: Iterable<readonly [string, string]>): void {
  for (const [file, content] of files) {
    total += 1;
    const target = path.join(root, file);
    if (contentOf(target) === content) continue;
    stale.push(file);
    if (check) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

function contentOf(target: string): string | undefined {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return undefined;
  }
}

write([...checkRegistry(root), ...remediationRegistry(root), ...mergedMessages(root), ...apiDocument()]);
// The tables read the registries, so those have to be right first: one that still lists a removed file could not be loaded.
const { readmeTables } = await import('./generate/readme');
const { chartRights } = await import('./generate/chart-rights');
const { rightsPage } = await import('./generate/rights-page');
write([...readmeTables(root), ...chartRights(root), ...rightsPage(root)]);

if (check && stale.length > 0) {
  console.error(`These generated files are out of date: ${stale.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
console.log(check ? `${total} generated files are up to date` : `${stale.length} of ${total} generated files written`);

/**
 * Writes every generated, committed file: the registries of checks and remediations, the merged message catalogues, the
 * read API's document and the docs tables.
 * With --check it writes nothing and fails when a file would change.
 */
import path from 'node:path';
import { mergedMessages } from './generate/messages';
import { apiDocument } from './generate/openapi';
import { checkRegistry, remediationRegistry } from './generate/registries';
import { writeGenerated } from './generate/write-generated';

const root = path.join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const first = [...checkRegistry(root), ...remediationRegistry(root), ...mergedMessages(root), ...apiDocument()];
const stale = writeGenerated(root, first, check);
// The tables read the registries, so those have to be right first: one that still lists a removed file could not be loaded.
const { readmeTables } = await import('./generate/readme');
const { chartRights } = await import('./generate/chart-rights');
const { rightsPage } = await import('./generate/rights-page');
const then = [...readmeTables(root), ...chartRights(root), ...rightsPage(root)];
stale.push(...writeGenerated(root, then, check));
const total = first.length + then.length;

if (check && stale.length > 0) {
  console.error(`These generated files are out of date: ${stale.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
console.log(check ? `${total} generated files are up to date` : `${stale.length} of ${total} generated files written`);

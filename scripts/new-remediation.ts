/**
 * `npm run new:remediation -- <id> <check-id>`: the files of a new repair, as a start. Writes none of them if one is there already; then
 * generates the registry and the catalogue. What is left to do stands in docs/adding-a-remediation.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listChecks } from './generate/registries';
import { refuseRemediation, remediationSkeleton } from './generate/remediation-skeleton';

const root = path.join(import.meta.dirname, '..');
const [id = '', checkId = ''] = process.argv.slice(2);

const refused = refuseRemediation(id) ?? (listChecks(root).some((check) => check.id === checkId) ? undefined : `There is no check "${checkId}"`);
if (refused) {
  console.error(`${refused}\nUsage: npm run new:remediation -- <id> <check-id>`);
  process.exit(1);
}
const files = remediationSkeleton(id, checkId);
const taken = files.map(([file]) => file).filter((file) => existsSync(path.join(root, file)));
if (taken.length > 0) {
  console.error(`There already: ${taken.join(', ')}`);
  process.exit(1);
}
for (const [file, content] of files) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
  console.log(file);
}
spawnSync('npx', ['biome', 'check', '--write', '--log-level=error', ...files.map(([file]) => file).filter((file) => !file.endsWith('.md'))], {
  cwd: root,
  stdio: 'inherit',
});
const { status } = spawnSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
console.log('Next: follow docs/adding-a-remediation.md');
process.exit(status ?? 1);

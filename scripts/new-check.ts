/**
 * `npm run new:check -- <id> <area>`: the files of a new check, as a start. Writes none of them if one is there already; then generates the
 * registry and the catalogue. What is left to do stands in docs/adding-a-check.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckArea, checkSkeleton, refuseCheck } from './generate/check-skeleton';

const root = path.join(import.meta.dirname, '..');
const [id = '', area = ''] = process.argv.slice(2);

const refused = refuseCheck(id, area);
if (refused) {
  console.error(`${refused}\nUsage: npm run new:check -- <id> <area>`);
  process.exit(1);
}
const files = checkSkeleton(id, area as CheckArea);
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
spawnSync('npx', ['biome', 'check', '--write', '--log-level=error', ...files.map(([file]) => file)], { cwd: root, stdio: 'inherit' });
const { status } = spawnSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
console.log('Next: list the scenario in lab/scenarios/registry.ts, and follow docs/adding-a-check.md');
process.exit(status ?? 1);

/**
 * For the image: `tsx scripts/native-part.ts --cpu arm64 --into .next/standalone` puts libSQL's native package for that processor in the place of the builder's own.
 * It is fetched by name and version from the lock file and compared with its checksum there; nothing of it is run.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nativePackage } from './native-package';

const root = path.join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { cpu: { type: 'string' }, into: { type: 'string' } } });
const wanted = nativePackage(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')), values.cpu ?? process.arch);
if (!wanted || !values.into) {
  console.error('Say for which processor and where: --cpu amd64|arm64 --into FOLDER.');
  process.exit(2);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'native-part-'));
try {
  execFileSync('npm', ['pack', `${wanted.name}@${wanted.version}`, '--silent', '--pack-destination', scratch], { stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = path.join(scratch, readdirSync(scratch)[0] ?? '');
  const sum = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (sum !== wanted.integrity) throw new Error(`${wanted.name}@${wanted.version} has another checksum than the lock file says`);
  const scope = path.join(values.into, 'node_modules/@libsql');
  for (const folder of readdirSync(scope)) if (folder.startsWith('linux-')) rmSync(path.join(scope, folder), { recursive: true });
  const target = path.join(values.into, 'node_modules', wanted.name);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', target, '--strip-components=1', '--no-same-owner']);
  console.log(`${wanted.name}@${wanted.version} is in place`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

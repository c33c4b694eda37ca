/**
 * Has CVAT's own Python client, cvat-sdk of the version the lab's CVAT has, talk to the lab. Python is not needed for anything else: without python3, or without
 * a package index, this says so and ends well. The client is kept in ~/.cache/loupe, or where LOUPE_CACHE_DIR says.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LAB_USER } from '../lab/cvat/authenticate';
import { smallWorld } from '../lab/cvat/contract/small-world';
import { startCvat } from '../lab/cvat/start-cvat';
import { runAside } from './run/aside';

const world = smallWorld();
const version = world.cvat.version;
const environment = path.join(process.env.LOUPE_CACHE_DIR ?? path.join(os.homedir(), '.cache', 'loupe'), `cvat-sdk-${version}`);
const python = path.join(environment, 'bin', 'python');

function skip(why: string): never {
  console.log(`\n*** SKIPPED: cvat-sdk did not talk to the lab: ${why} ***\n`);
  process.exit(0);
}

function install(): void {
  if (spawnSync('python3', ['--version']).status !== 0) skip('there is no python3 here');
  mkdirSync(path.dirname(environment), { recursive: true });
  if (!existsSync(python) && spawnSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' }).status !== 0)
    skip('python3 cannot make a virtual environment');
  if (spawnSync(python, ['-c', 'import cvat_sdk']).status === 0) return;
  const installed = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--retries', '1', `cvat-sdk==${version}`], { stdio: 'inherit', timeout: 600_000 });
  if (installed.status !== 0) skip(`cvat-sdk ${version} could not be installed from the package index`);
}

install();
const server = await startCvat(world, 0);
const script = path.join(import.meta.dirname, '..', 'lab', 'cvat', 'sdk', 'talk.py');
const code = await runAside(python, [script, server.url, LAB_USER.username, LAB_USER.password, world.cvat.token]);
await server.close();
console.log(code === 0 ? `cvat-sdk ${version} and the lab understand each other` : 'cvat-sdk and the lab do not understand each other');
process.exitCode = code;

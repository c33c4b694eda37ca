/** End-to-end tests on the built app and the lab. Gets a browser if there is none; builds if nothing is built. Arguments go to Playwright. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { distDir } from './run/app';
import { ensureBrowser } from './run/browser';
import { run } from './run/step';

const root = path.join(import.meta.dirname, '..');
const browser = ensureBrowser();
if (!existsSync(path.join(root, distDir(), 'standalone/server.js')) && (await run('npm', ['run', '--silent', 'build'])) !== 0) process.exit(1);
process.exit(await run('npx', ['playwright', 'test', ...process.argv.slice(2)], { CHROMIUM_PATH: browser }));

#!/usr/bin/env node
/** `npx loupe doctor …` in a clone. In the image the same program is `node doctor.mjs …`. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const [command, ...words] = process.argv.slice(2);

if (command !== 'doctor') {
  process.stderr.write('loupe doctor looks at a CVAT installation once and says what it found; loupe doctor --help says how. For the console: npm start.\n');
  process.exit(2);
}

const args = ['--conditions=react-server', '--import', 'tsx', path.join(root, 'scripts/doctor.ts'), ...words];
const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => process.exit(code ?? 2));

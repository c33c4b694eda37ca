/**
 * Loupe on the embedded lab, in one command: builds, starts the lab with an installation in trouble, starts Loupe on it and says how to sign
 * in. With --reload (npm run dev) the pages reload as files change, and nothing is built first.
 * Options: --scenarios a,b (default: a GPU lost, a cache filling, a model that failed), PORT, LAB_PORT, LOUPE_ADMIN_PASSWORD.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startApp } from './run/app';
import { labEnvironment } from './run/lab-environment';
import { findFreePorts } from './run/ports';
import { startProcess, stopAll, stopOnSignals, untilAnswers } from './run/processes';
import { run } from './run/step';

const root = path.join(import.meta.dirname, '..');
const reload = process.argv.includes('--reload');
const option = (name: string) => process.argv.find((a) => a.startsWith(`--${name}=`))?.split('=')[1];

const port = await findFreePorts(Number(process.env.PORT ?? 3000), 1);
if (process.env.PORT && port !== Number(process.env.PORT)) {
  console.error(`Port ${process.env.PORT} is taken. Name another: PORT=3001 npm run demo`);
  process.exit(1);
}
const labPort = await findFreePorts(Number(process.env.LAB_PORT ?? 7070), 5);
const password = process.env.LOUPE_ADMIN_PASSWORD ?? randomBytes(9).toString('base64url');
const dataDir = path.join(root, 'data', reload ? 'dev' : 'demo');
// The lab forgets everything when it ends, so what Loupe remembers of it would be about another world.
rmSync(dataDir, { recursive: true, force: true });

if (!reload && (await run('npm', ['run', '--silent', 'build'])) !== 0) process.exit(1);

stopOnSignals();
const scenarios = option('scenarios') ?? 'gpu-runtime-class-missing,kvrocks-disk-filling,function-failed';
const env = labEnvironment({ root, labPort, port, dataDir, password });
startProcess('The lab', process.execPath, ['--import', 'tsx', path.join(root, 'lab/main.ts'), '--port', String(labPort), '--scenarios', scenarios], {});
try {
  await untilAnswers(`http://127.0.0.1:${labPort + 4}/control/state`, 30_000);
  if (reload)
    startProcess(
      'Loupe',
      process.execPath,
      [path.join(root, 'node_modules/next/dist/bin/next'), 'dev', '--port', String(port), '--hostname', '127.0.0.1'],
      env,
    );
  else startApp(root, env);
  await untilAnswers(`http://127.0.0.1:${port}/healthz`, 120_000);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  stopAll(1);
}
console.log(`
Loupe is ready at http://localhost:${port}
  Sign in as admin with the password ${password}
  Break and mend the lab at http://localhost:${labPort + 4}
  What annotators see, without signing in: http://localhost:${port}/models
`);

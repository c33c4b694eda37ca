import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { distDir } from '../../scripts/run/app';
import { labEnvironment } from '../../scripts/run/lab-environment';
import { findFreePorts } from '../../scripts/run/ports';
import { untilAnswers } from '../../scripts/run/processes';

export interface Stage {
  readonly base: string;
  readonly control: string;
  readonly api: string;
  readonly password: string;
  /** Process id of the app. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** A lab with so many extra pods and the built app on it, on free ports, with a data folder of its own. */
export async function startStage(pods: number): Promise<Stage> {
  const root = path.join(import.meta.dirname, '../..');
  const labPort = await findFreePorts(7400, 5);
  const port = await findFreePorts(3300, 1);
  const password = 'only-for-the-bench-stage';
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-bench-'));
  const env = labEnvironment({ root, labPort, port, dataDir, password });
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  const lab = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'lab/main.ts'), '--port', String(labPort), '--pods', String(pods)], {
    cwd: root,
    ...quiet,
  });
  const control = `http://127.0.0.1:${labPort + 4}/control`;
  await untilAnswers(`${control}/state`, 120_000);
  const app = spawn(process.execPath, [path.join(root, distDir(), 'standalone/server.js')], {
    cwd: root,
    ...quiet,
    env: { ...process.env, ...env, LOUPE_LOG_LEVEL: 'warn' },
  });
  await untilAnswers(`http://127.0.0.1:${port}/readyz`, 120_000);
  return {
    base: `http://localhost:${port}`,
    control,
    api: `http://127.0.0.1:${labPort}`,
    password,
    pid: app.pid ?? 0,
    stop: async () => {
      await Promise.all([end(app), end(lab)]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
  });
}

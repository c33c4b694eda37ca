import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Rig } from '../../rig/start-rig';
import { distDir, frugal, nodeFlags } from '../../scripts/run/app';
import { findFreePorts } from '../../scripts/run/ports';
import { untilAnswers } from '../../scripts/run/processes';

export const root = path.join(import.meta.dirname, '../..');
export const password = 'only-for-the-bench-stage';

/** The built Loupe on the rig, as an installed one runs: found by itself, nothing configured but who signs in. */
export interface RunningLoupe {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Milliseconds of a pass over all checks: mean since the start. */
  passMs(): Promise<number>;
  /** After `stop`: what it asked of the API server in each window of the last `tabs` run. */
  requests(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Resolves when its watches are up. */
export async function startLoupe(rig: Rig, dataDir: string): Promise<RunningLoupe> {
  const port = await findFreePorts(3_300, 2);
  const app = spawn(process.execPath, [...nodeFlags, path.join(root, distDir(), 'standalone/server.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...frugal,
      KUBECONFIG: rig.kubeconfig,
      LOUPE_DATA_DIR: dataDir,
      LOUPE_ORIGIN: `http://localhost:${port}`,
      LOUPE_ADMIN_USER: 'admin',
      LOUPE_ADMIN_PASSWORD: password,
      LOUPE_METRICS_ADDRESS: `127.0.0.1:${port + 1}`,
      LOUPE_LOG_LEVEL: 'error',
      PORT: String(port),
      HOSTNAME: '127.0.0.1',
    },
  });
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  const metrics = async () => (await fetch(`http://127.0.0.1:${port + 1}/metrics`)).text();
  await untilAnswers(`http://127.0.0.1:${port}/readyz`, 120_000);
  for (const until = Date.now() + 120_000; !(await metrics()).includes('loupe_cluster_live 1'); await pause()) {
    if (Date.now() > until) throw new Error('Loupe did not see the cluster within two minutes');
  }
  return {
    url: `http://localhost:${port}`,
    pid: app.pid ?? 0,
    dataDir,
    passMs: async () => {
      const text = await metrics();
      const figure = (name: string) => Number(new RegExp(`^loupe_check_pass_seconds_${name} (.+)$`, 'm').exec(text)?.[1]);
      return Math.round((figure('sum') / figure('count')) * 1_000);
    },
    requests: async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        ...[path.join(root, 'bench/consoles/count-requests.mjs'), '--audit', path.join(rig.dir, 'run/logs/audit.jsonl')],
        ...['--agent', '^loupe/', '--windows', path.join(dataDir, 'windows.json')],
      ]);
      return stdout.trim().split('\n');
    },
    stop: async () => {
      app.kill('SIGTERM');
      await ended;
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

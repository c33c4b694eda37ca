import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, expect, type Page } from '@playwright/test';
import { distDir } from '../scripts/run/app';
import type { Environment } from '../scripts/run/environment';
import { labEnvironment } from '../scripts/run/lab-environment';
import { findFreePorts } from '../scripts/run/ports';
import { untilAnswers } from '../scripts/run/processes';
import { closeContexts } from './close-contexts';
import { password } from './stage';

const root = path.join(import.meta.dirname, '..');

/** A process of a journey's own, that may be killed. */
export interface OwnProcess {
  readonly url: string;
  /** Ends it as a crash does: at once, with nothing written down. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** The built app in a process of its own. Resolves when it answers. */
export async function startOwnApp(port: number, env: Environment): Promise<OwnProcess> {
  return started(path.join(root, distDir(), 'standalone/server.js'), [], env, `http://localhost:${port}`, '/healthz');
}

/** The built actor in a process of its own, for an app told LOUPE_ACTOR=separate with the same environment. Resolves when it is ready; its `url` is its socket. */
export async function startOwnActor(env: Environment): Promise<OwnProcess> {
  const socketPath = env.LOUPE_ACTOR_SOCKET ?? '';
  const child = spawn(process.execPath, [path.join(root, distDir(), 'standalone/actor.mjs')], {
    cwd: root,
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ready = () =>
    new Promise<boolean>((resolve) => {
      const asked = get({ socketPath, path: '/readyz' }, (answer) => resolve(answer.resume().statusCode === 200));
      asked.once('error', () => resolve(false));
    });
  await expect.poll(ready, { intervals: [100], timeout: 60_000, message: 'the actor is ready' }).toBe(true);
  return { url: socketPath, kill: () => killed(child) };
}

/** A lab of its own with the given scenarios on. Resolves when it answers; its `url` is its control address. */
export async function startOwnLab(port: number, scenarios: readonly string[]): Promise<OwnProcess> {
  const args = ['--port', String(port), '--scenarios', scenarios.join(',')];
  return started(path.join(root, 'lab/main.ts'), args, {}, `http://127.0.0.1:${port + 4}/control`, '/state');
}

/** Where a journey has a lab and an app of its own. */
export interface OwnPlace {
  readonly port: number;
  readonly labPort: number;
  readonly dataDir: string;
  /** For an app on that lab. */
  readonly env: Environment;
  /** Resolves when it is started; it is ended with the journey. */
  start(starting: Promise<OwnProcess>): Promise<OwnProcess>;
}

/** Gives a journey a place of its own, from that port on. Its processes and its data are gone afterwards, and its pages where a browser is given. */
export async function inOwnPlace(from: number, browser: Browser | undefined, journey: (place: OwnPlace) => Promise<void>): Promise<void> {
  const labPort = await findFreePorts(from, 6);
  const port = labPort + 5;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-e2e-'));
  const processes: OwnProcess[] = [];
  const start = async (starting: Promise<OwnProcess>) => {
    const it = await starting;
    processes.push(it);
    return it;
  };
  try {
    await journey({ port, labPort, dataDir, env: labEnvironment({ root, port, labPort, dataDir, password }), start });
  } finally {
    await closeContexts(browser?.contexts() ?? []);
    for (const each of processes.reverse()) await each.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A page of its own on that app, signed in as administrator. */
export async function signedInPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const answer = await page.request.post('/api/sign-in', { form: { username: 'admin', password }, headers: { origin: url }, maxRedirects: 0 });
  expect(answer.headers().location, 'sign-in').toBe('/');
  return page;
}

/** Runs `npm run audit:verify` on the ledger in that folder. Rejects with what it says where the ledger does not hold. */
export async function assertLedgerHolds(dataDir: string): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'audit:verify', '--', '--data', dataDir], { cwd: root });
}

async function started(script: string, args: readonly string[], env: Environment, url: string, ready: string): Promise<OwnProcess> {
  const child = spawn(process.execPath, [...(script.endsWith('.ts') ? ['--import', 'tsx'] : []), script, ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilAnswers(`${url}${ready}`, 60_000);
  } catch (error) {
    await killed(child);
    throw error;
  }
  return { url, kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

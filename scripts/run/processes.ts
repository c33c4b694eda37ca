import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from './environment';

const children: { name: string; child: ChildProcess }[] = [];
let stopping = false;

/** Starts a long-running process of ours. When one ends, all end: a demo without its lab is no demo. */
export function startProcess(name: string, command: string, args: readonly string[], env: Environment, options: { quiet?: boolean } = {}): ChildProcess {
  const child = spawn(command, args, {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: options.quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'],
  });
  children.push({ name, child });
  child.on('exit', (code) => {
    if (stopping) return;
    console.error(`${name} ended (exit ${code}).`);
    stopAll(1);
  });
  return child;
}

/** Ends every process and then this one. */
export function stopAll(code: number): void {
  if (stopping) return;
  stopping = true;
  for (const { child } of children) child.kill('SIGTERM');
  setTimeout(() => process.exit(code), 3000).unref();
  void Promise.all(children.map(({ child }) => (child.exitCode === null ? new Promise((done) => child.once('exit', done)) : undefined))).then(() =>
    process.exit(code),
  );
}

/** Ctrl-C and termination end everything in order. */
export function stopOnSignals(): void {
  process.on('SIGINT', () => stopAll(0));
  process.on('SIGTERM', () => stopAll(0));
}

/** Resolves once the address answers 2xx; rejects after the limit. */
export async function untilAnswers(url: string, limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  for (;;) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    if (Date.now() > until) throw new Error(`${url} did not answer within ${limitMs / 1000} s`);
    await new Promise((done) => setTimeout(done, 150));
  }
}

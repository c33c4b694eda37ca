import { spawn } from 'node:child_process';
import type { Environment } from './environment';

/** Runs a command with our environment and its output on the terminal. Resolves with the exit code; never rejects. */
export function run(command: string, args: readonly string[], env: Environment = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env } });
    child.on('error', () => resolve(127));
    child.on('exit', (code, signal) => resolve(signal ? 130 : (code ?? 1)));
  });
}

/** Runs named steps one after the other; stops at the first that fails, with its exit code. Says how long each took. */
export async function runSteps(steps: readonly { name: string; command: string; args: readonly string[]; env?: Environment }[]): Promise<void> {
  for (const step of steps) {
    const started = Date.now();
    console.log(`\n▸ ${step.name}`);
    const code = await run(step.command, step.args, step.env);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (code !== 0) {
      console.error(`✕ ${step.name} failed after ${seconds} s (exit ${code})`);
      process.exit(code);
    }
    console.log(`✓ ${step.name}, ${seconds} s`);
  }
}

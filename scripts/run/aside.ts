import { spawn } from 'node:child_process';

/** Runs a program while this process goes on; its output is shown. Resolves to its exit code, 1 when a signal ended it. */
export function runAside(command: string, args: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('close', (code) => done(code ?? 1));
  });
}

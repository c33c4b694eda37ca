import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export type RigProgram = 'up' | 'seed-up' | 'part' | 'load' | 'down' | 'build';

/** The first run builds the programs: minutes on two cores. */
const LIMIT_MS = 20 * 60_000;

/** Runs one of this folder's programs to its end. Answers what it printed. Rejects with its last words on stderr, and its exit code in `code`. */
export async function runRigProgram(program: RigProgram, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path.join(import.meta.dirname, program), [...args], { timeout: LIMIT_MS, maxBuffer: 16 << 20 });
    return stdout.trim();
  } catch (cause) {
    const { stderr = '', code } = cause as { stderr?: string; code?: number };
    throw Object.assign(new Error(`rig/${program} ${args.join(' ')}: ${stderr.trim().split('\n').slice(-5).join('\n') || String(cause)}`), { code, cause });
  }
}

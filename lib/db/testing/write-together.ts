import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts the program once for each name, with the database's URL, the name and how much to write; lets all begin at the same moment and waits for their
 * ends. Answers the exit codes, and leaves none running.
 */
export async function writeTogether(program: string, url: string, names: readonly string[], each: number): Promise<(number | null)[]> {
  const children = names.map((name) =>
    spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', program, url, name, String(each)], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  try {
    const ends = children.map((child) => once(child, 'exit').then(([code]) => code as number | null));
    // One that ends before it is ready is told by its code.
    await Promise.all(children.map((child, i) => Promise.race([ready(child), ends[i]])));
    for (const child of children) child.stdin?.write('begin\n');
    return await Promise.all(ends);
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

function ready(child: ChildProcess): Promise<unknown> {
  return once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
}

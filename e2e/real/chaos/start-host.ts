import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { RunRecord } from '../../../lib/domain/ports/stores';
import { NAMESPACE } from '../stage';
import type { Begin, HostMessage } from './protocol';

const root = path.join(import.meta.dirname, '../../..');

export interface ChaosHost {
  /** Begins a repair; resolves when it has begun, or when the process has killed itself in it. Rejects with why it could not begin. */
  begin(command: Begin): Promise<void>;
  /** Resolves when the disturbance has happened; rejects when the run ended before it came to that. */
  disturbed(): Promise<void>;
  /** The run's last record. */
  ended(): Promise<RunRecord>;
  kill(): Promise<void>;
}

/** Starts Loupe's engine on that data folder as that account. Resolves when it is ready; started `again`, it tells of the run it was lost in as soon as that is settled. */
export async function startHost(kubeconfig: string, dataDir: string, again = false): Promise<ChaosHost> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', path.join(import.meta.dirname, 'host.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      KUBECONFIG: kubeconfig,
      LOUPE_NAMESPACE: NAMESPACE,
      LOUPE_DATA_DIR: dataDir,
      LOUPE_CVAT_TOKEN: 'lab-token',
      LOUPE_LOG_LEVEL: 'silent',
      ...(again ? { CHAOS_AGAIN: '1' } : {}),
    },
  });
  const heard: HostMessage[] = [];
  let wake = () => {};
  child.on('message', (message: HostMessage) => {
    heard.push(message);
    wake();
  });
  child.on('exit', () => wake());

  async function hear<K extends HostMessage['kind']>(kind: K, ...others: HostMessage['kind'][]): Promise<HostMessage | undefined> {
    for (;;) {
      const at = heard.findIndex((message) => message.kind === kind || others.includes(message.kind));
      if (at >= 0) return heard.splice(at, 1)[0];
      if (isGone(child)) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  if (!(await hear('ready'))) throw new Error('the engine did not start');
  return {
    async begin(command) {
      heard.length = 0;
      child.send(command);
      const answer = await hear('begun', 'not-begun');
      if (answer?.kind === 'not-begun') throw new Error(answer.why);
    },
    async disturbed() {
      const answer = await hear('disturbed', 'ended', 'not-begun');
      if (answer?.kind === 'not-begun') throw new Error(answer.why);
      if (answer?.kind === 'ended') throw new Error(`the run was over before: ${answer.run.status}`);
    },
    async ended() {
      const answer = await hear('ended');
      if (answer?.kind !== 'ended') throw new Error('the process ended before the run');
      return answer.run;
    },
    async kill() {
      if (isGone(child)) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

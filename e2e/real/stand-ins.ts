import { spawn } from 'node:child_process';
import path from 'node:path';
import { untilAnswers } from '../../scripts/run/processes';

const root = path.join(import.meta.dirname, '../..');

/** The lab's CVAT and Nuclio on the control plane's objects: a process of their own, which writes as `nuclio-stand-in`. Resolves when both answer. */
export async function startStandIns(kubeconfig: string, ports: { readonly cvat: number; readonly nuclio: number }): Promise<{ stop(): Promise<void> }> {
  const args = ['--kubeconfig', kubeconfig, '--cvat-port', String(ports.cvat), '--nuclio-port', String(ports.nuclio), '--until-input-ends'];
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'lab/on-cluster/main.ts'), ...args], {
    cwd: root,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  try {
    await untilAnswers(`http://127.0.0.1:${ports.nuclio}/api/versions`, 30_000);
    await untilAnswers(`http://127.0.0.1:${ports.cvat}/api/server/about`, 30_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

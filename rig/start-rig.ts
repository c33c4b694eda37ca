import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findFreePorts } from '../scripts/run/ports';
import { writeAccountKubeconfig } from './account-kubeconfig';
import { type AuditLog, openAuditLog } from './audit-log';
import { connectOnce, controlOf, type PartControl } from './part-control';
import { runRigProgram } from './rig-program';

/** What can be made to go wrong with the seeded installation; see README.md. */
export const rigFaults = [
  'function-error',
  'missing-runtime-class',
  'config-error',
  'crash-loop',
  'image-pull',
  'smokescreen-denied',
  'kvrocks-full',
  'pvc-full',
] as const;
export type RigFault = (typeof rigFaults)[number];

export interface RigOptions {
  /** The API server's; five more after it are used too. Default: six free ones. */
  readonly port?: number;
  /** Where the instance lies. Default: a folder that is removed by `stop`. A folder that is named is kept, with its data. */
  readonly dir?: string;
  /** Simulated nodes; none where the installation is seeded, which brings its own. */
  readonly nodes?: number;
  /** Puts the CVAT-shaped installation on it (some 25 s). */
  readonly seed?: boolean;
  /** Faults of that installation that are on from the start. */
  readonly faults?: readonly RigFault[];
  /** Pod port → port of 127.0.0.1 that port-forward leads to. */
  readonly forwards?: Readonly<Record<number, number>>;
}

export interface Rig {
  readonly dir: string;
  readonly port: number;
  /** Of an administrator. */
  readonly kubeconfig: string;
  readonly apiServer: PartControl;
  /** The simulated kubelets: exec, logs, port-forward, and what pods do. */
  readonly kubelets: PartControl;
  readonly auditLog: AuditLog;
  /** Switches on these faults and takes every other back, and the changes to the installation with them (some 20 s); a grown claim stays grown. */
  setFaults(faults: readonly RigFault[]): Promise<void>;
  kubectl(...args: string[]): Promise<string>;
  /** A kubeconfig with a token of this service account, good for hours. It lies in the instance's folder. */
  accountKubeconfig(namespace: string, serviceAccount: string): Promise<string>;
  stop(): Promise<void>;
}

/** Why no rig can be built here, in one line, or undefined where it can. */
export function whyNoRig(): string | undefined {
  return spawnSync('go', ['version']).status === 0 ? undefined : 'Go is not installed: the control plane cannot be built';
}

/** Starts a real control plane; the first one of a machine is built before (minutes). Rejects with what the rig's programs said. */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const { seed = false, faults = [], forwards = {} } = options;
  // Above 32,767 a port may be taken by somebody's outgoing connection when the server restarts.
  const port = options.port ?? (await findFreePorts(17_000 + (process.pid % 1_000) * 6, 6));
  const dir = options.dir ?? mkdtempSync(path.join(tmpdir(), 'loupe-rig-'));
  const at = ['--dir', dir];
  const leading = Object.entries(forwards).flatMap(([from, to]) => ['--forward', `${from}=${to}`]);
  const setFaults = async (names: readonly RigFault[]) => {
    await runRigProgram('seed-up', [...at, ...names.flatMap((name) => ['--fault', name])]);
  };
  const stop = async () => {
    await runRigProgram('down', at);
    if (!options.dir) rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const kubeconfig = await runRigProgram('up', ['--port', String(port), '--nodes', String(seed ? 0 : (options.nodes ?? 1)), ...at, ...leading]);
    const kubectl = async (...args: string[]) => {
      const { stdout } = await promisify(execFile)(path.join(dir, 'bin/kubectl'), ['--kubeconfig', kubeconfig, ...args], { maxBuffer: 64 << 20 });
      return stdout;
    };
    if (seed) await setFaults(faults);
    return {
      dir,
      port,
      kubeconfig,
      apiServer: controlOf(dir, 'apiserver', async () => void (await kubectl('get', '--raw', '/readyz', '--request-timeout=2s'))),
      kubelets: controlOf(dir, 'kwok', () => connectOnce(port + 3)),
      auditLog: openAuditLog(path.join(dir, 'run/logs/audit.jsonl')),
      setFaults,
      kubectl,
      accountKubeconfig: (namespace, serviceAccount) => writeAccountKubeconfig({ dir, kubectl, namespace, serviceAccount }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rig } from '../../rig/start-rig';
import type { Environment } from '../../scripts/run/environment';
import { type OwnProcess, startOwnApp } from '../own-app';
import { password } from '../stage';
import { accountKubeconfigs } from './accounts';
import { NAMESPACE, ports } from './stage';

export interface Loupe extends OwnProcess {
  readonly dataDir: string;
  /** Starts it anew on the same data, after `kill`. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * The built app as the chart deploys it: with the account that may change objects and the one namespace it may look into. The rest it finds, and it reaches CVAT and
 * Nuclio through the API server. CVAT's token is what a person would have entered.
 */
export async function startLoupe(rig: Rig): Promise<Loupe> {
  const { actor } = await accountKubeconfigs(rig);
  return start({ KUBECONFIG: actor, LOUPE_NAMESPACE: NAMESPACE }, ports.loupe);
}

/** The built app with an administrator's kubeconfig and no word about the installation. */
export function startLoupeUntold(rig: Rig): Promise<Loupe> {
  return start({ KUBECONFIG: rig.kubeconfig }, ports.loupe + 1);
}

async function start(told: Environment, port: number): Promise<Loupe> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-e2e-real-'));
  const env = {
    ...told,
    LOUPE_DATA_DIR: dataDir,
    LOUPE_ORIGIN: `http://localhost:${port}`,
    LOUPE_CVAT_TOKEN: 'lab-token',
    LOUPE_ADMIN_USER: 'admin',
    LOUPE_ADMIN_PASSWORD: password,
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
  };
  let running = await startOwnApp(port, env);
  return {
    ...{ url: running.url, dataDir },
    kill: () => running.kill(),
    async restart() {
      running = await startOwnApp(port, env);
    },
    async remove() {
      await running.kill();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rig } from '../../rig/start-rig';
import { type OwnProcess, startOwnApp } from '../own-app';
import { password } from '../stage';
import { accountKubeconfigs } from './accounts';
import { ports } from './stage';

export interface Loupe extends OwnProcess {
  readonly dataDir: string;
  /** Starts it anew on the same data, after `kill`. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * The built app, given a kubeconfig and nothing else about the cluster: it finds the installation, and reaches CVAT and Nuclio through the API server. The account
 * is the one of the chart that may change objects. CVAT's token is what a person would have entered.
 */
export async function startLoupe(rig: Rig): Promise<Loupe> {
  const { actor } = await accountKubeconfigs(rig);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-e2e-real-'));
  const env = {
    KUBECONFIG: actor,
    LOUPE_DATA_DIR: dataDir,
    LOUPE_ORIGIN: `http://localhost:${ports.loupe}`,
    LOUPE_CVAT_TOKEN: 'lab-token',
    LOUPE_ADMIN_USER: 'admin',
    LOUPE_ADMIN_PASSWORD: password,
    PORT: String(ports.loupe),
    HOSTNAME: '127.0.0.1',
  };
  let running = await startOwnApp(ports.loupe, env);
  return {
    ...{ url: running.url, dataDir },
    kill: () => running.kill(),
    async restart() {
      running = await startOwnApp(ports.loupe, env);
    },
    async remove() {
      await running.kill();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rig } from '../../rig/start-rig';
import { type OwnProcess, startOwnActor, startOwnApp } from '../own-app';
import { password } from '../stage';
import { accountKubeconfigs } from './accounts';
import { NAMESPACE, ports } from './stage';

export interface Loupe extends OwnProcess {
  readonly dataDir: string;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * The built app as the chart deploys it: the process that serves pages with the account that may only read, the one that acts with the other, and the one namespace they
 * may look into. The rest Loupe finds, and it reaches CVAT and Nuclio through the API server. CVAT's token is what a person would have entered.
 */
export async function startLoupe(rig: Rig): Promise<Loupe> {
  const { reader, actor } = await accountKubeconfigs(rig);
  const place = placeAt(ports.loupe);
  const env = {
    ...place.env,
    ...{ KUBECONFIG: reader, LOUPE_NAMESPACE: NAMESPACE },
    ...{ LOUPE_ACTOR: 'separate', LOUPE_ACTOR_KUBECONFIG: actor, LOUPE_ACTOR_SOCKET: path.join(place.dataDir, 'actor.sock') },
  };
  const app = await startOwnApp(ports.loupe, env);
  const acting = await startOwnActor(env).catch(async (error: unknown) => {
    await app.kill();
    throw error;
  });
  return place.loupe(app.url, [app, acting]);
}

/** The built app with an administrator's kubeconfig and no word about the installation, in one process. */
export async function startLoupeUntold(rig: Rig): Promise<Loupe> {
  const place = placeAt(ports.loupe + 1);
  const app = await startOwnApp(ports.loupe + 1, { ...place.env, KUBECONFIG: rig.kubeconfig });
  return place.loupe(app.url, [app]);
}

/** A data folder, and what every Loupe here is told that has nothing to do with the cluster. */
function placeAt(port: number) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-e2e-real-'));
  const env = {
    LOUPE_DATA_DIR: dataDir,
    LOUPE_ORIGIN: `http://localhost:${port}`,
    LOUPE_CVAT_TOKEN: 'lab-token',
    LOUPE_ADMIN_USER: 'admin',
    LOUPE_ADMIN_PASSWORD: password,
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
  };
  const loupe = (url: string, processes: readonly OwnProcess[]): Loupe => {
    const kill = async () => void (await Promise.all(processes.map((one) => one.kill())));
    return {
      ...{ url, dataDir, kill },
      async remove() {
        await kill();
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      },
    };
  };
  return { dataDir, env, loupe };
}

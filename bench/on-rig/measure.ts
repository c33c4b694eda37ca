import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Rig } from '../../rig/start-rig';
import { ensureBrowser } from '../../scripts/run/browser';
import { probePod } from './load';
import { password, type RunningLoupe, root } from './start-loupe';

interface Place {
  readonly rig: Rig;
  readonly loupe: RunningLoupe;
}

/** Runs one of the scripts that measure any console, on Loupe. Answers what it printed. */
async function script({ loupe }: Place, name: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, `bench/consoles/${name}.mjs`), '--target', 'loupe', ...args], {
    maxBuffer: 16 << 20,
    env: { ...process.env, LOUPE_URL: loupe.url, LOUPE_ADMIN_PASSWORD: password, CHROMIUM: ensureBrowser() },
  });
  return stdout.trim();
}

/** Bytes of the first page and of the page of pods, and the time to the first row. */
export async function measureWeight(place: Place): Promise<unknown> {
  const of = async (page: string) => JSON.parse(await script(place, 'page-weight', ['--page', page, '--json'])) as unknown;
  return { main: await of('main'), pods: await of('pods') };
}

/** From a change in the cluster to its row on the screen. */
export async function measureChange(place: Place): Promise<unknown> {
  return JSON.parse(await script(place, 'change-to-screen', ['--kubeconfig', place.rig.kubeconfig, '--pod', probePod, '--timeout', '45000']));
}

/** Memory of server and tab with 0, 1 and 10 viewers; the windows in which requests are counted. */
export async function measureTabs(place: Place): Promise<unknown> {
  const { pid, dataDir } = place.loupe;
  const lines = await script(place, 'tabs', ['--pid', String(pid), '--out', path.join(dataDir, 'windows.json'), '--tabs', '0,1,10', '--settle', '15']);
  return lines.split('\n').map((line) => JSON.parse(line) as unknown);
}

/** What the page says while the API server hangs, then while it is killed, and when it shows a change again. */
export async function measureOutages(place: Place): Promise<unknown> {
  const { rig, loupe } = place;
  const outage = async (mode: 'stop' | 'kill') => {
    const args = [
      '--backend',
      String(loupe.pid),
      '--kubeconfig',
      rig.kubeconfig,
      '--pod',
      probePod,
      '--api-pid',
      readFileSync(path.join(rig.dir, 'run/parts/apiserver.pid'), 'utf8').trim(),
      '--mode',
      mode,
    ];
    const restart = mode === 'kill' ? ['--restart', `${path.join(root, 'rig/part')} start apiserver --dir ${rig.dir}`] : [];
    return (await script(place, 'outage', [...args, ...restart])).split('\n');
  };
  return { frozen: await outage('stop'), killed: await outage('kill') };
}

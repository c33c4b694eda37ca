import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { runRigProgram } from '../../rig/rig-program';
import type { Rig } from '../../rig/start-rig';

const HOME = 'loupe';
const chart = path.join(import.meta.dirname, '../../charts/loupe');
const shown = ['accounts', 'rights-to-read', 'rights-to-change'].flatMap((name) => ['--show-only', `templates/${name}.yaml`]);

/** The two accounts of the chart, as the API server's audit log names them. */
export const accounts = { reader: `system:serviceaccount:${HOME}:loupe-reader`, actor: `system:serviceaccount:${HOME}:loupe-actor` };

/** Puts the chart's own accounts and roles on the cluster: what Loupe may do here is what it may do where it is installed. Outside the cluster it needs port-forward too. */
export async function setUpAccounts(rig: Rig): Promise<void> {
  await runRigProgram('build', ['--helm']);
  const args = ['template', 'loupe', chart, '--namespace', HOME, '--set', 'rights.portForward=true,rights.longhorn=true', ...shown];
  const { stdout } = await promisify(execFile)(path.join(rig.dir, 'bin/helm'), args);
  const file = path.join(rig.dir, 'run/accounts.yaml');
  writeFileSync(file, `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${HOME}}\n---\n${stdout}`);
  await rig.kubectl('apply', '-f', file);
}

/** Kubeconfigs with tokens of the two accounts. */
export async function accountKubeconfigs(rig: Rig): Promise<{ readonly reader: string; readonly actor: string }> {
  return { reader: await rig.accountKubeconfig(HOME, 'loupe-reader'), actor: await rig.accountKubeconfig(HOME, 'loupe-actor') };
}

/**
 * The contract suite of the Kubernetes adapter, against a running API server:
 *
 *   npm run test:contract                          the lab, started for it
 *   npm run test:contract -- --rig                 a real control plane (rig/), started for it; built first where that was never done
 *   npm run test:contract -- --rig DIR             the one that runs in DIR (rig/up --dir DIR), seeded
 *   npm run test:contract -- --kubeconfig FILE     any cluster: works in namespaces of its own, which it removes, and leaves the server alone
 *
 * Further arguments go to Vitest: names of test files, -t PATTERN.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLab } from '../lab/start-lab';
import { startRig, whyNoRig } from '../rig/start-rig';
import type { Environment } from './run/environment';
import { findFreePorts } from './run/ports';
import { run } from './run/step';

const given = process.argv.slice(2);

/** The file or folder after a flag, '' when there is none; takes both out of what goes to Vitest. Undefined without the flag. */
function take(flag: string): string | undefined {
  const at = given.indexOf(flag);
  if (at < 0) return undefined;
  const value = given[at + 1] ?? '';
  const names = value !== '' && existsSync(value);
  given.splice(at, names ? 2 : 1);
  return names ? value : '';
}

function vitest(env: Environment): Promise<number> {
  return run('npx', ['vitest', 'run', '--config', 'vitest.contract.config.ts', ...given], env);
}

/** A rig is also asked whether it still answers, word for word, what the lab is held against. Where its port 8080 leads to stands in its folder. */
function environmentOf(dir: string): Environment {
  const kubeconfig = path.resolve(dir, 'run/admin.kubeconfig');
  const forwardsTo = /^8080=(\d+)$/m.exec(readFileSync(path.resolve(dir, 'run/forwards'), 'utf8'))?.[1];
  return { LOUPE_TEST_KUBECONFIG: kubeconfig, LOUPE_TEST_RIG: path.resolve(dir), LOUPE_CONTRACT_KUBECONFIG: kubeconfig, LOUPE_TEST_FORWARDS_TO: forwardsTo };
}

async function onLab(): Promise<number> {
  const directory = mkdtempSync(path.join(tmpdir(), 'loupe-contract-lab-'));
  const lab = await startLab({ port: await findFreePorts(7_400, 5), directory });
  try {
    return await vitest({ LOUPE_TEST_KUBECONFIG: lab.kubeconfig, LOUPE_TEST_LAB: lab.addresses.control });
  } finally {
    await lab.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function onOwnRig(): Promise<number> {
  const missing = whyNoRig();
  if (missing) {
    console.error(`\n${'═'.repeat(100)}\nNOT RUN on a real control plane: ${missing}.\n${'═'.repeat(100)}\n`);
    return 0;
  }
  const forwardsTo = await findFreePorts(17_400, 1);
  const rig = await startRig({ seed: true, forwards: { 8080: forwardsTo } });
  try {
    return await vitest(environmentOf(rig.dir));
  } finally {
    await rig.stop();
  }
}

const kubeconfig = take('--kubeconfig');
const rigDir = take('--rig');
if (kubeconfig === '') {
  console.error('--kubeconfig needs a file that is there');
  process.exit(2);
}
if (kubeconfig !== undefined) process.exit(await vitest({ LOUPE_TEST_KUBECONFIG: path.resolve(kubeconfig) }));
if (rigDir) process.exit(await vitest(environmentOf(rigDir)));
process.exit(await (rigDir === '' ? onOwnRig() : onLab()));

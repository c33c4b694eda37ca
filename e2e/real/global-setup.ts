import { mkdirSync, rmSync } from 'node:fs';
import { whyNoRig } from '../../rig/start-rig';
import { setUpAccounts } from './accounts';
import { setUpNeighbours } from './neighbours';
import { keepsRig, openRig, ports, rigDir } from './stage';
import { startStandIns } from './stand-ins';

/** A real control plane with the seeded installation, healthy, and the stand-ins for CVAT and Nuclio. Answers what takes it down again. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const why = whyNoRig();
  if (why) {
    // Loud, and the only thing that may be left out: every spec looks at it too.
    process.stderr.write(`\n${'!'.repeat(100)}\n${why}. NOTHING IS PROVEN ON A REAL CONTROL PLANE.\n${'!'.repeat(100)}\n\n`);
    process.env.E2E_NO_RIG = why;
    return async () => undefined;
  }
  mkdirSync(rigDir, { recursive: true });
  const rig = await openRig();
  const takeDown = async () => {
    if (keepsRig) return;
    await rig.stop();
    rmSync(rigDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await rig.setFaults([]);
    await Promise.all([setUpAccounts(rig), setUpNeighbours(rig)]);
    const standIns = await startStandIns(rig.kubeconfig, ports);
    return async () => {
      await standIns.stop();
      await takeDown();
    };
  } catch (error) {
    await takeDown();
    throw error;
  }
}

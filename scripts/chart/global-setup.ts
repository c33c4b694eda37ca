import { runRigProgram } from '../../rig/rig-program';
import { startRig, whyNoRig } from '../../rig/start-rig';

let end: (() => Promise<void>) | undefined;

/**
 * A seeded control plane and Helm. Both go at the end, unless LOUPE_CHART_RIG and LOUPE_CHART_RIG_PORT name an instance: that one is taken as it is, and kept.
 */
export async function setup(): Promise<void> {
  const why = whyNoRig();
  if (why) {
    process.stderr.write(`\n${'!'.repeat(100)}\n${why}. THE CHART IS NOT PROVEN.\n${'!'.repeat(100)}\n\n`);
    process.env.LOUPE_NO_RIG = why;
    return;
  }
  await runRigProgram('build', ['--helm']);
  const kept = process.env.LOUPE_CHART_RIG;
  const rig = await startRig(kept ? { dir: kept, port: Number(process.env.LOUPE_CHART_RIG_PORT), nodes: 0 } : { seed: true });
  process.env.LOUPE_CHART_RIG = rig.dir;
  process.env.LOUPE_CHART_RIG_PORT = String(rig.port);
  if (!kept) end = () => rig.stop();
}

export async function teardown(): Promise<void> {
  await end?.();
}

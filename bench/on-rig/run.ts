/**
 * Loupe on the real control plane, by the scripts that measured other consoles: see ../README.md.
 *
 *   npm run bench:rig -- [--pods 60,1023,10023] [--only weight,change,tabs,outage]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRig, whyNoRig } from '../../rig/start-rig';
import { loadTo, renewProbe } from './load';
import { measureChange, measureOutages, measureTabs, measureWeight } from './measure';
import { startLoupe } from './start-loupe';

const value = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const sizes = (value('pods') ?? '60,1023,10023').split(',').map(Number);
const only = value('only')?.split(',');
const wants = (name: string) => !only || only.includes(name);

const reason = whyNoRig();
if (reason) throw new Error(reason);
const scratch = mkdtempSync(path.join(tmpdir(), 'loupe-bench-'));
const rig = await startRig({ seed: true });
try {
  for (const size of sizes) {
    const pods = await loadTo(rig, size);
    const loupe = await startLoupe(rig, path.join(scratch, String(size)));
    const at = { rig, loupe };
    // Each as soon as it is there: what was measured stays, whatever comes after.
    const say = (figures: object) => console.log(JSON.stringify({ pods, ...figures }));
    try {
      await renewProbe(rig);
      if (wants('weight')) say({ weight: await measureWeight(at) });
      if (wants('change')) say({ change: await measureChange(at) });
      if (wants('tabs')) say({ tabs: await measureTabs(at) });
      if (wants('outage') && size === sizes[0]) say({ outage: await measureOutages(at) });
      say({ passMs: await loupe.passMs() });
    } finally {
      await loupe.stop();
    }
    if (wants('tabs')) say({ requests: await loupe.requests() });
  }
} finally {
  await rig.stop();
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Writes deploy/kustomize from the chart, for those who install without Helm: `npm run kustomize`. With --check it writes nothing and fails when something would
 * change. Needs Helm 3.14 or newer: HELM, else the rig's (rig/build --helm), else the one on PATH. Exit 3 = there is no Helm here.
 */
import path from 'node:path';
import { writeGenerated } from './generate/write-generated';
import { findHelm } from './kustomize/find-helm';
import { kustomizeBase } from './kustomize/kustomize-base';

const root = path.join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const helm = findHelm();
if (!helm) {
  console.error('There is no Helm here: deploy/kustomize was neither made nor compared. rig/build --helm makes one.');
  process.exit(3);
}

const stale = writeGenerated(root, await kustomizeBase(root, helm), check);
if (check && stale.length > 0) {
  console.error(`These files differ from the chart: ${stale.join(', ')}. Run: npm run kustomize`);
  process.exit(1);
}
console.log(check ? 'deploy/kustomize is what the chart gives' : `${stale.length} files written`);

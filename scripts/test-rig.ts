/**
 * Everything that is held against a real control plane (rig/): the contract of the Kubernetes adapter, the journeys in real Chromium, the chart
 * installed with Helm. Builds the rig where that was never done (minutes), and the app. Without Go it says so loudly and ends well.
 */
import { whyNoRig } from '../rig/start-rig';
import { runSteps } from './run/step';

const missing = whyNoRig();
if (missing) {
  console.error(`\n${'!'.repeat(100)}\n${missing}. NOTHING IS PROVEN ON A REAL CONTROL PLANE.\n${'!'.repeat(100)}\n`);
  process.exit(0);
}
await runSteps([
  { name: 'rig', command: 'rig/build', args: ['--helm'] },
  { name: 'contract on a real control plane', command: 'npm', args: ['run', '--silent', 'test:contract', '--', '--rig'] },
  { name: 'chart on a real control plane', command: 'npm', args: ['run', '--silent', 'test:chart'] },
  { name: 'end to end on a real control plane', command: 'npm', args: ['run', '--silent', 'e2e:real'] },
]);

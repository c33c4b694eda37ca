/** Every test, in the order that fails fastest: lint, types, generated files, unit, contract, build, end to end in real Chromium. All on the lab; scripts/test-rig.ts does it on a real control plane. */
import { runSteps } from './run/step';

await runSteps([
  { name: 'lint', command: 'npx', args: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: 'npm', args: ['run', '--silent', 'typecheck'] },
  { name: 'generated files', command: 'npm', args: ['run', '--silent', 'drift'] },
  { name: 'unit', command: 'npm', args: ['run', '--silent', 'unit'] },
  { name: 'contract on the lab', command: 'npm', args: ['run', '--silent', 'test:contract'] },
  { name: 'build', command: 'npm', args: ['run', '--silent', 'build'] },
  { name: 'end to end', command: 'npm', args: ['run', '--silent', 'e2e'] },
]);

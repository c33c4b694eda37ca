/** Every test, in the order that fails fastest: lint, types, generated files, unit, build, end to end in real Chromium. */
import { runSteps } from './run/step';

await runSteps([
  { name: 'lint', command: 'npx', args: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: 'npm', args: ['run', '--silent', 'typecheck'] },
  { name: 'generated files', command: 'npm', args: ['run', '--silent', 'drift'] },
  { name: 'unit', command: 'npm', args: ['run', '--silent', 'unit'] },
  { name: 'build', command: 'npm', args: ['run', '--silent', 'build'] },
  { name: 'end to end', command: 'npm', args: ['run', '--silent', 'e2e'] },
]);

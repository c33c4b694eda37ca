import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLab } from './start-lab';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7070' },
    pods: { type: 'string', default: '0' },
    scenarios: { type: 'string', default: '' },
    directory: { type: 'string', default: path.join(process.cwd(), '.lab') },
  },
});

const lab = await startLab({
  port: Number(values.port),
  pods: Number(values.pods),
  scenarios: values.scenarios.split(',').filter(Boolean),
  directory: values.directory,
});
console.log(`lab ready: ${lab.addresses.control} (Kubernetes ${lab.addresses.kubernetes}, KUBECONFIG=${lab.kubeconfig})`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void lab.close().then(() => process.exit(0));
  });
}

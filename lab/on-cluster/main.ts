import { parseArgs } from 'node:util';
import { startStandIns } from './start-stand-ins';

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    namespace: { type: 'string', default: 'cvat' },
    release: { type: 'string', default: 'cvat' },
    'cvat-port': { type: 'string', default: '8080' },
    'nuclio-port': { type: 'string', default: '8070' },
    // For a program that starts this one: it ends with it, also when that is killed.
    'until-input-ends': { type: 'boolean', default: false },
  },
});
if (!values.kubeconfig) throw new Error('--kubeconfig FILE is needed');

const standIns = await startStandIns({
  kubeconfig: values.kubeconfig,
  namespace: values.namespace,
  release: values.release,
  cvatPort: Number(values['cvat-port']),
  nuclioPort: Number(values['nuclio-port']),
});
process.stdout.write(`stand-ins ready: CVAT ${standIns.cvat}, Nuclio ${standIns.nuclio}\n`);

const end = () => {
  void standIns.close().then(() => process.exit(0));
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
if (values['until-input-ends']) process.stdin.resume().once('end', end);

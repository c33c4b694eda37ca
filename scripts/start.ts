/** Starts the built Loupe on a real cluster: KUBECONFIG or the pod's own account. All settings: README, "Install". */
import path from 'node:path';
import { startApp } from './run/app';
import { stopOnSignals } from './run/processes';

const root = path.join(import.meta.dirname, '..');
const port = process.env.PORT ?? '3000';
stopOnSignals();
startApp(root, {
  PORT: port,
  HOSTNAME: process.env.HOSTNAME_BIND ?? '127.0.0.1',
  LOUPE_ORIGIN: process.env.LOUPE_ORIGIN ?? `http://localhost:${port}`,
  LOUPE_DATA_DIR: path.resolve(process.env.LOUPE_DATA_DIR ?? path.join(root, 'data/loupe')),
  ...(process.env.KUBECONFIG ? { KUBECONFIG: path.resolve(process.env.KUBECONFIG) } : {}),
});
console.log(`Loupe is starting at http://localhost:${port}`);

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a kubeconfig for the simulated API server, readable by its owner only; answers its path. */
export function writeKubeconfig(directory: string, port: number, namespace: string): string {
  const file = path.join(directory, `kubeconfig-${port}`);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'lab', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'lab', user: {} }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab', namespace } }],
    'current-context': 'lab',
  };
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
  return file;
}

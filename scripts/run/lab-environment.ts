import path from 'node:path';
import type { Environment } from './environment';

/**
 * What Loupe is told so that it watches the lab at this base port: as little as a real installation. The release is found. CVAT's and Nuclio's addresses
 * are named because one person can try the lab's pages there; without them Loupe would forward to the same.
 */
export function labEnvironment(input: { root: string; labPort: number; port: number; dataDir: string; password: string }): Environment {
  const { labPort, port } = input;
  const at = (offset: number) => `http://127.0.0.1:${labPort + offset}`;
  return {
    KUBECONFIG: path.join(input.root, `.lab/kubeconfig-${labPort}`),
    LOUPE_CVAT_URL: at(1),
    LOUPE_CVAT_TOKEN: 'lab-token',
    LOUPE_NUCLIO_URL: at(2),
    LOUPE_KUBELET_URL: `${at(3)}/{node}`,
    LOUPE_LAB_URL: at(4),
    LOUPE_DATA_DIR: input.dataDir,
    LOUPE_ORIGIN: `http://localhost:${port},http://127.0.0.1:${port}`,
    LOUPE_ADMIN_USER: 'admin',
    LOUPE_ADMIN_PASSWORD: input.password,
    LOUPE_PUBLIC_MODELS: '1',
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
  };
}

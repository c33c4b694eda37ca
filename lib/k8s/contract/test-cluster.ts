// biome-ignore lint/style/noRestrictedImports: test set-up, imported by contract tests only.
import { describe } from 'vitest';
import type { ApiPath } from '@/lib/k8s/api-path';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';

/** The kubeconfig of a cluster whose manners are tested; contract tests need one. */
// biome-ignore lint/style/noProcessEnv: test set-up; the app reads its environment in one place, tests in theirs.
const kubeconfigPath = process.env.LOUPE_TEST_KUBECONFIG;

/** What must stand on the cluster for the reading suite: a CVAT release with Longhorn. */
export const testInstallation = { namespace: 'cvat', nuclioNamespace: 'cvat' } as const;

/** A suite that runs against a real API server, or says in its own name that it did not. */
export function describeContract(name: string, suite: () => void): void {
  if (kubeconfigPath) describe(name, suite);
  else describe.skip(`${name} (NOT RUN: LOUPE_TEST_KUBECONFIG names no cluster)`, suite);
}

export function connectToTestCluster(): ClusterConnection {
  if (!kubeconfigPath) throw new Error('LOUPE_TEST_KUBECONFIG is not set');
  return connectCluster({ kubeconfigPath, version: 'test' });
}

/** A namespace of the suite's own: contract tests write nowhere else. */
export async function withScratchNamespace(connection: ClusterConnection): Promise<{ readonly namespace: string; remove(): Promise<void> }> {
  const namespace = `k8s-adapter-${Math.random().toString(36).slice(2, 8)}`;
  const path = '/api/v1/namespaces' as ApiPath;
  await connection.json({ method: 'POST', path, right: 'create namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } });
  return {
    namespace,
    async remove() {
      await connection.json({ method: 'DELETE', path: `${path}/${namespace}` as ApiPath, right: 'delete namespaces' });
    },
  };
}

/** Creates an object under the given collection, `apis/apps/v1/namespaces/x/deployments`. */
export async function create(connection: ClusterConnection, collection: string, body: unknown): Promise<unknown> {
  return (await connection.json({ method: 'POST', path: `/${collection}` as ApiPath, right: 'create', body })).body;
}

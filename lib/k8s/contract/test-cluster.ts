// biome-ignore lint/style/noRestrictedImports: test set-up, imported by contract tests only.
import { describe } from 'vitest';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';

/** What scripts/test-contract.ts says about the cluster that is asked. */
// biome-ignore lint/style/noProcessEnv: test set-up; the app reads its environment in one place, tests in theirs.
const given = process.env;
const kubeconfigPath = given.LOUPE_TEST_KUBECONFIG;

/** What may be done to the server besides asking it: a lab by its control address, a rig by its folder. Neither = somebody's cluster. */
export const testControl = { lab: given.LOUPE_TEST_LAB, rig: given.LOUPE_TEST_RIG } as const;

/** Where port-forward to pod port 8080 leads to on this machine, where that is so (a rig). */
export const forwardsTo = given.LOUPE_TEST_FORWARDS_TO ? Number(given.LOUPE_TEST_FORWARDS_TO) : undefined;

/** What stands on a lab and on a seeded rig: a CVAT release with Longhorn. */
export const testInstallation = { namespace: 'cvat', nuclioNamespace: 'cvat' } as const;

/** A suite that runs against an API server, or says in its own name that it did not. */
export function describeContract(name: string, suite: () => void): void {
  if (kubeconfigPath) describe(name, suite);
  else describe.skip(`${name} (NOT RUN: LOUPE_TEST_KUBECONFIG names no cluster)`, suite);
}

/** A suite that needs something a foreign cluster does not give. */
export function describeWhere(holds: boolean, why: string, name: string, suite: () => void): void {
  if (holds) describeContract(name, suite);
  else describe.skip(`${name} (NOT RUN: ${why})`, suite);
}

/** The lab and the rig are ours: they carry an installation and may be disturbed. */
export const isOurs = testControl.lab !== undefined || testControl.rig !== undefined;

export function kubeconfigOfTest(): string {
  if (!kubeconfigPath) throw new Error('LOUPE_TEST_KUBECONFIG is not set');
  return kubeconfigPath;
}

export function connectToTestCluster(path = kubeconfigOfTest()): ClusterConnection {
  return connectCluster({ kubeconfigPath: path, version: 'contract' });
}

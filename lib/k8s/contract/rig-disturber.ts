import { hasCode } from '@/lib/domain/errors';
import type { ApiPath } from '@/lib/k8s/api-path';
import type { Disturber } from '@/lib/k8s/contract/disturber';
import type { Account } from '@/lib/k8s/contract/scratch-namespace';
import { connectToTestCluster } from '@/lib/k8s/contract/test-cluster';
// biome-ignore lint/style/noRestrictedImports: test set-up, imported by contract tests only.
import { runRigProgram } from '../../../rig/rig-program';

const FLOW = '/apis/flowcontrol.apiserver.k8s.io/v1';
const NAME = 'loupe-contract';

/** The processes of a rig, by its own programs. */
export function createRigDisturber(dir: string): Pick<Disturber, 'kill' | 'revive' | 'freeze' | 'thaw' | 'throttle'> {
  const part = (what: string, name: string) => runRigProgram('part', [what, name, '--dir', dir]).then(() => undefined);
  return {
    kill: () => part('kill', 'apiserver'),
    async revive() {
      await part('start', 'apiserver');
      await untilReady();
    },
    freeze: () => part('freeze', 'apiserver'),
    thaw: () => part('thaw', 'apiserver'),
    throttle: (account) => fillItsOnlySeat(account, part),
  };
}

async function untilReady(): Promise<void> {
  const connection = connectToTestCluster();
  try {
    for (const until = Date.now() + 60_000; ; ) {
      const failure = await connection.text({ path: '/readyz' as ApiPath, right: 'get /readyz', timeoutMs: 2_000 }).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) return;
      if (Date.now() > until) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await connection.close();
  }
}

/**
 * Puts the account on a priority level that serves one request at a time and rejects what comes meanwhile, and lets one request of it hang:
 * with the store frozen, no request ends. So every further one is answered 429 by the API server itself.
 */
async function fillItsOnlySeat(account: Account, part: (what: string, name: string) => Promise<void>): Promise<() => Promise<void>> {
  const admin = connectToTestCluster();
  const make = (plural: string, spec: object) =>
    admin.json({ method: 'POST', path: `${FLOW}/${plural}` as ApiPath, right: 'create', body: { metadata: { name: NAME }, spec } });
  const drop = (plural: string) => admin.json({ method: 'DELETE', path: `${FLOW}/${plural}/${NAME}` as ApiPath, right: 'delete' }).catch(() => undefined);
  const limited = { nominalConcurrencyShares: 0, lendablePercent: 0, borrowingLimitPercent: 0, limitResponse: { type: 'Reject' } };
  const subject = { kind: 'ServiceAccount', serviceAccount: { name: account.name, namespace: account.namespace } };
  const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] };
  const hanging = new AbortController();
  const ask = (signal?: AbortSignal) =>
    account.connection.json({
      path: `/api/v1/namespaces/${account.namespace}/configmaps/not-there` as ApiPath,
      right: 'get configmaps',
      timeoutMs: 60_000,
      ...(signal && { signal }),
    });
  const release = async () => {
    await part('thaw', 'etcd');
    hanging.abort();
    await drop('flowschemas');
    await drop('prioritylevelconfigurations');
    await admin.close();
  };
  try {
    await make('prioritylevelconfigurations', { type: 'Limited', limited });
    await make('flowschemas', {
      priorityLevelConfiguration: { name: NAME },
      matchingPrecedence: 100,
      rules: [{ subjects: [subject], resourceRules: [everything] }],
    });
    await part('freeze', 'etcd');
    // The server takes up the new level within moments; the first requests may still be served side by side and hang too.
    for (const until = Date.now() + 20_000; Date.now() < until; ) {
      ask(hanging.signal).catch(() => undefined);
      const answer = await ask(AbortSignal.timeout(500)).catch((error: unknown) => error);
      if (hasCode(answer, 'cluster-throttled')) return release;
    }
    throw new Error('the API server never answered 429');
  } catch (error) {
    await release();
    throw error;
  }
}

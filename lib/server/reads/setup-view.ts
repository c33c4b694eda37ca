import 'server-only';
import type { SetupView } from '@/lib/domain/rows/setup';
import { setupRows } from '@/lib/domain/setup/setup-rows';
import type { Container } from '@/lib/server/container';
import { readCvatToken } from '@/lib/server/reads/cvat-token-view';

/** Everything the setup page says. From memory: nobody is asked for it. */
export function readSetup(container: Container): SetupView {
  const { board, clusterName, installation, rights, account, isInCluster, cluster, endpoints } = container;
  const token = readCvatToken(container);
  return {
    ...{ clusterName, hasCluster: cluster.connection !== undefined, token },
    ...(installation ? { installation: { namespace: installation.namespace, release: installation.release } } : {}),
    ...(account.name ? { account: account.name } : {}),
    rows: setupRows({
      ...{ installation, clusterName, isInCluster, token, account: account.name, sources: board.rows('sources'), endpoints: endpoints.all },
      ...(container.actorAccount ? { actorAccount: { name: container.actorAccount() } } : {}),
      kvrocksAskedBy: container.snapshot.last('kvrocks')?.data.askedBy,
      held: ({ rule, namespace }) => rights.heldIn(rule, namespace),
    }),
  };
}

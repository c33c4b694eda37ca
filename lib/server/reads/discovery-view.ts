import 'server-only';
import { candidateKey } from '@/lib/domain/discovery/candidates';
import { platformParts } from '@/lib/domain/discovery/platform-parts';
import type { DiscoveryView } from '@/lib/domain/rows/discovery';
import type { Container } from '@/lib/server/container';
import type { Installations } from '@/lib/server/discovery/installations';

/** Which installations were seen, which one is open and why. From memory: nobody is asked for it. */
export function readDiscovery(container: Pick<Container, 'clusterName' | 'cluster' | 'snapshot'>, installations: Installations): DiscoveryView {
  const { clusterName, cluster, snapshot } = container;
  const { choice, opened, pinned, search } = installations;
  const { last, failure } = search;
  const openKey = opened && candidateKey(opened);
  return {
    ...{ cluster: clusterName, hasCluster: cluster.connection !== undefined, choice: choice.kind, pinned },
    ...(opened && choice.kind === 'open' ? { open: { ...placeOf(opened), by: choice.by, isSeen: choice.isSeen } } : {}),
    candidates: (last?.candidates ?? []).map(({ functionNamespace: _, ...candidate }) => {
      const id = candidateKey(candidate);
      return { id, ...candidate, isOpen: id === openKey };
    }),
    search: {
      ...(last ? { at: last.at } : {}),
      ...(last?.scope.kind === 'namespaces' ? { namespaces: [...last.scope.namespaces] } : {}),
      ...(failure ? { failure: failure.userMessage } : {}),
      missingRights: [...(last?.missingRights ?? [])],
    },
    platform: [
      ...platformParts({
        nodes: snapshot.read('nodes'),
        services: snapshot.read('services'),
        storageClasses: snapshot.read('storageClasses'),
        runtimeClasses: snapshot.read('runtimeClasses'),
        longhorn: snapshot.read('longhorn'),
      }),
    ],
  };
}

function placeOf({ namespace, release, nuclioNamespace, nuclioProject }: NonNullable<Installations['opened']>) {
  return { namespace, release, nuclioNamespace, nuclioProject };
}

import type { BackendSign, ReleaseCandidate } from '@/lib/domain/discovery/release-candidate';

/**
 * Deployments of one release in one namespace are one candidate; in order of namespace and release. Where a server is seen anywhere, workers that
 * have none beside them are no installation: a leftover or a look-alike must not keep the only real one from being opened.
 */
export function candidatesOf(signs: readonly BackendSign[]): readonly ReleaseCandidate[] {
  const groups = new Map<string, BackendSign[]>();
  for (const sign of signs) groups.set(candidateKey(sign), [...(groups.get(candidateKey(sign)) ?? []), sign]);
  const firsts = [...groups.values()]
    .map((group) => [...group].sort((a, b) => Number(b.isServer) - Number(a.isServer) || a.deployment.localeCompare(b.deployment)))
    .flatMap(([first]) => (first ? [first] : []));
  const servers = firsts.filter(({ isServer }) => isServer);
  return (servers.length > 0 ? servers : firsts).map(candidateOf).sort((a, b) => a.namespace.localeCompare(b.namespace) || a.release.localeCompare(b.release));
}

/** The same text for the same release. */
export function candidateKey({ namespace, release }: Pick<ReleaseCandidate, 'namespace' | 'release'>): string {
  return `${namespace}/${release}`;
}

function candidateOf({ namespace, release, foundBy, deployment, imageTag, functionNamespace }: BackendSign): ReleaseCandidate {
  return {
    ...{ namespace, release, foundBy, deployment },
    ...(imageTag ? { appVersion: imageTag } : {}),
    ...(functionNamespace ? { functionNamespace } : {}),
  };
}

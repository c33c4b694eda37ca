import type { Installation } from '@/lib/domain/installation';
import type { RightPlace } from '@/lib/domain/rights/right';

/** The namespace a place stands for in this installation; undefined for the cluster itself. */
export function namespaceOf(installation: Pick<Installation, 'namespace' | 'nuclioNamespace'>, place: RightPlace): string | undefined {
  switch (place) {
    case 'release':
      return installation.namespace;
    case 'models':
      return installation.nuclioNamespace;
    case 'longhorn':
      return 'longhorn-system';
    case 'default':
      return 'default';
    case 'cluster':
      return undefined;
  }
}

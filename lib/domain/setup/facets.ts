import type { ReadRight } from '@/lib/domain/rights/right';
import type { SnapshotPart } from '@/lib/domain/snapshot';

/** What the API server gives, in the pieces people grant: each needs rights of its own and fills parts of the snapshot. */
export const facets = [
  { id: 'objects', parts: ['pods', 'workloads', 'replicaSets', 'jobs', 'services', 'events', 'claims', 'functions'] },
  { id: 'cluster', parts: ['nodes', 'volumes', 'storageClasses', 'runtimeClasses', 'network'] },
  { id: 'logs', parts: ['crashLogs', 'buildLogs', 'proxyDecisions'] },
  { id: 'exec', parts: ['gpuProbes'] },
  { id: 'helm', parts: ['helmRelease'] },
  { id: 'kubelet', parts: ['fillLevels', 'nodeDisks'] },
  { id: 'longhorn', parts: ['longhorn'] },
  { id: 'forward', parts: [] },
] as const satisfies readonly { readonly id: string; readonly parts: readonly SnapshotPart[] }[];
export type FacetId = (typeof facets)[number]['id'];

const bySubresource: Readonly<Record<string, FacetId>> = {
  'pods/log': 'logs',
  'pods/exec': 'exec',
  'pods/portforward': 'forward',
  'nodes/stats': 'kubelet',
  secrets: 'helm',
};

/** The facet a reading right belongs to. */
export function facetOf({ apiGroup, resource, places }: Pick<ReadRight, 'apiGroup' | 'resource' | 'places'>): FacetId {
  if (apiGroup === 'longhorn.io') return 'longhorn';
  return bySubresource[resource] ?? (places.some((place) => place === 'cluster' || place === 'default') ? 'cluster' : 'objects');
}

import type { BackendSign, SearchScope } from '@/lib/domain/discovery/release-candidate';

export interface BackendSearch {
  readonly scope: SearchScope;
  readonly signs: readonly BackendSign[];
  /** Rights that would have shown more, as `verb resource`. */
  readonly missingRights: readonly string[];
}

/** Looks for CVAT's backend in every namespace this account may list Deployments of. */
export interface BackendFinder {
  /** `hints` are namespaces worth asking where not all may be listed. Throws cluster-* codes when the API server cannot be asked at all. */
  find(hints: readonly string[], signal?: AbortSignal): Promise<BackendSearch>;
}

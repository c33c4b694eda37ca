/** What told that CVAT's backend stands there, best first. Each is shown in words. */
export type CandidateOrigin = 'helm' | 'labels' | 'image' | 'environment';

/** A Deployment that looks like a part of CVAT's backend, reduced to what is judged. */
export interface BackendSign {
  readonly namespace: string;
  readonly deployment: string;
  readonly release: string;
  readonly foundBy: Exclude<CandidateOrigin, 'helm'>;
  readonly isServer: boolean;
  /** Whether Helm's annotations or labels name the release: only then can it have a record. */
  readonly byHelm: boolean;
  /** Tag of the backend's image, as written. */
  readonly imageTag?: string;
  /** `CVAT_NUCLIO_FUNCTION_NAMESPACE` where it is a plain value. */
  readonly functionNamespace?: string;
}

/** A CVAT release somebody could have Loupe look at. */
export interface ReleaseCandidate {
  readonly namespace: string;
  readonly release: string;
  readonly foundBy: CandidateOrigin;
  /** The Deployment of CVAT's server where one is told apart, else any of the backend. */
  readonly deployment: string;
  /** From Helm's record, where it may be read. */
  readonly chart?: { readonly name: string; readonly version: string };
  /** Tag of the server's image: the chart's own appVersion is the word `latest`. */
  readonly appVersion?: string;
  readonly functionNamespace?: string;
}

/** Where was looked: everywhere, or only in the namespaces this account may read. */
export type SearchScope = { readonly kind: 'cluster' } | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] };

/** One look around. A release outside of `scope` may exist and not be listed. */
export interface ReleaseSearch {
  /** ISO, by the API server's clock. */
  readonly at: string;
  readonly scope: SearchScope;
  readonly candidates: readonly ReleaseCandidate[];
  /** Rights that would have shown more, as `verb resource`. */
  readonly missingRights: readonly string[];
}

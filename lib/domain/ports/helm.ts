/** Values a person set for the release. Secret-looking values are redacted. */
export type ChartValues = Readonly<Record<string, unknown>>;

/** One revision of a release, by the labels of its record. */
export interface ReleaseRevision {
  /** Name of the record, `sh.helm.release.v1.<release>.v<revision>`. */
  readonly name: string;
  readonly revision: number;
  /** `deployed`, `superseded`, `failed`, `pending-upgrade` … */
  readonly status: string;
}

/** Where Helm keeps its records. Both throw cluster-denied with the missing right where Secrets may not be read. */
export interface ReleaseRecords {
  /** Every revision there is, without contents. */
  list(namespace: string, release: string): Promise<readonly ReleaseRevision[]>;
  /** The record as Helm encoded it: base64 over gzip over JSON. */
  read(namespace: string, name: string): Promise<string>;
}

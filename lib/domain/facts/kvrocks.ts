/** What KVRocks says of itself: INFO, and the composition of its directory. Bytes. */
export interface KvrocksFacts {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly statefulSet: string;
  readonly claim?: string;
  readonly version: string;
  readonly role: string;
  readonly connectedReplicas: number;
  readonly usedDbBytes: number;
  readonly maxDbBytes: number;
  readonly diskCapacityBytes: number;
  readonly diskUsedBytes: number;
  readonly isCompacting: boolean;
  readonly backgroundErrors: number;
  readonly loading: boolean;
  /** `<dir>/db`, from CONFIG GET dir. */
  readonly dbPath: string;
  readonly walTtlSeconds?: number;
  readonly walSizeLimitMb?: number;
  /** Bytes by kind; undefined where the directory could not be listed. */
  readonly composition?: {
    readonly liveBytes: number;
    /** Files are counted only where they could be listed one by one. */
    readonly liveFiles?: number;
    readonly archiveBytes: number;
    readonly archiveFiles?: number;
    readonly restBytes: number;
  };
  /** Whether a write was accepted just now: a key of its own, one second to live. `error` is KVRocks' own words. Absent where nothing may be written, not even that. */
  readonly write?: { readonly accepted: boolean; readonly error?: string };
  /** Through redis-cli in its container, or in its own protocol. */
  readonly askedBy: 'exec' | 'protocol';
}

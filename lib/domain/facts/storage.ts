import type { ConditionFact } from '@/lib/domain/facts/template';
import type { Source } from '@/lib/domain/part';

export interface ClaimFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly phase: string;
  readonly storageClass?: string;
  readonly volumeName?: string;
  readonly accessModes: readonly string[];
  readonly volumeMode: string;
  /** As written in spec.resources.requests.storage and status.capacity.storage. */
  readonly requested: string;
  readonly capacity?: string;
  readonly resizeStatus?: string;
  readonly conditions: readonly ConditionFact[];
}

export interface VolumeFact {
  readonly name: string;
  readonly phase: string;
  readonly driver?: string;
  readonly handle?: string;
  /** What an NFS volume is exported as, or the folder of a path on the node; `server:/path` or `/path`. */
  readonly location?: string;
  readonly claim?: { readonly namespace: string; readonly name: string };
}

export interface StorageClassFact {
  readonly name: string;
  readonly provisioner: string;
  readonly expandable: boolean;
  readonly isDefault: boolean;
}

/** How full one claim is, from which source and when. Bytes are numbers: exact up to 8 PiB. */
export interface FillLevel {
  readonly namespace: string;
  readonly claim: string;
  readonly usedBytes: number;
  readonly capacityBytes: number;
  readonly inodesUsed?: number;
  readonly inodes?: number;
  readonly source: Source;
  readonly observedAt: string;
  /** True where the figures are those of the node's disk (local-path) or of an export shared with others. */
  readonly sharesNodeDisk: boolean;
  /** The disk they are of, where others lie on it too. Levels with the same `id` are one level, seen several times. */
  readonly disk?: SharedDisk;
  /** What would read it better, and what is in the way. */
  readonly better?: BetterSource;
}

/** A disk of a node, or an export of a file server. */
export interface SharedDisk {
  readonly id: string;
  readonly kind: 'node' | 'export';
  /** The node, or the server. */
  readonly place: string;
}

/** The kubelet's figures cost no exec and carry their own time. */
export interface BetterSource {
  readonly kind: 'kubelet';
  /** A right that is missing; a kubelet that does not answer from here, or without figures; a certificate that is not the cluster's. */
  readonly obstacle: 'denied' | 'unreachable' | 'untrusted' | 'mute';
  /** As `verb resource`. */
  readonly right?: string;
}

/** Why a claim has no level. */
export interface MissingLevel {
  readonly namespace: string;
  readonly claim: string;
  readonly reason: 'not-mounted' | 'no-df' | 'denied' | 'unreachable' | 'block-volume';
  /** The right that would give a figure, as `verb resource`. */
  readonly missingRight?: string;
  readonly atMost?: LevelBound;
}

/**
 * What the storage itself counts for a volume: every block that was ever written and not given back, deleted files and snapshots among them. The
 * file system holds no more than that, and mostly less: nothing is judged by it.
 */
export interface LevelBound {
  readonly usedBytes: number;
  readonly capacityBytes: number;
  readonly source: Source;
  readonly observedAt: string;
}

/** How a claim's level moves. All from samples Loupe keeps; undefined figures mean too few samples. */
export interface FillTrend {
  readonly namespace: string;
  readonly claim: string;
  readonly sampleCount: number;
  readonly windowHours: number;
  readonly bytesPerHour?: number;
  /** Fastest ten minutes of the last hour, as bytes per hour. */
  readonly burstBytesPerHour?: number;
  /** Moment it is full at this slope, with an 80 % interval. ISO; absent when it is not filling. `latest` absent = possibly never. */
  readonly fullAt?: string;
  readonly fullEarliestAt?: string;
  readonly fullLatestAt?: string;
}

export interface FillLevels {
  readonly levels: readonly FillLevel[];
  readonly missing: readonly MissingLevel[];
  readonly trends: readonly FillTrend[];
}

/** The disks Longhorn has, as it computes headroom (components.md 4.2). */
export interface LonghornFacts {
  readonly overProvisioningPercent: number;
  readonly minimalAvailablePercent: number;
  readonly volumes: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    readonly actualBytes: number;
    readonly replicas: number;
    readonly state: string;
    readonly robustness: string;
    readonly claim?: { readonly namespace: string; readonly name: string };
  }[];
  readonly replicas: readonly { readonly name: string; readonly volume: string; readonly node: string; readonly diskId: string; readonly failed: boolean }[];
  readonly disks: readonly {
    readonly node: string;
    readonly name: string;
    readonly diskId: string;
    readonly maximumBytes: number;
    readonly availableBytes: number;
    readonly reservedBytes: number;
    readonly scheduledBytes: number;
    readonly schedulable: boolean;
  }[];
}

/** Free room of the node's own file systems, from the kubelet. */
export interface NodeDiskFact {
  readonly node: string;
  readonly fs: { readonly usedBytes: number; readonly availableBytes: number; readonly capacityBytes: number };
  readonly imageFs?: { readonly usedBytes: number; readonly availableBytes: number; readonly capacityBytes: number };
  readonly observedAt: string;
  readonly source: Source;
}

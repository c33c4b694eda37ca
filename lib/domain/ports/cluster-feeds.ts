import type { ErrorCode } from '@/lib/domain/errors';
import type { EventFact, NodeFact, RuntimeClassFact, ServiceFact } from '@/lib/domain/facts/cluster';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, LonghornFacts, StorageClassFact, VolumeFact } from '@/lib/domain/facts/storage';
import type { JobFact, ReplicaSetFact, WorkloadFact } from '@/lib/domain/facts/workload';

/**
 * How one watched part stands. `starting`: no complete read yet. `live`: complete, and changes arrive. `retrying`: what is held is from before;
 * it becomes `live` again only after a real re-sync. `denied`: the API server refuses (missingRight as `verb resource`). `absent`: the kind does
 * not exist there.
 */
export interface FeedState {
  readonly status: 'starting' | 'live' | 'retrying' | 'denied' | 'absent';
  /** The last moment the objects are known to have been right, by the API server's clock, ISO. Absent until the first read is complete. */
  readonly asOf?: string;
  readonly reason?: ErrorCode;
  readonly missingRight?: string;
  /** Events that could not be read and were skipped. */
  readonly badEvents: number;
}

/** What changed since the last call: trimmed objects, and keys (`namespace/name`, or `name` for cluster objects) of those that went. */
export interface FeedChange<T> {
  readonly changed: readonly T[];
  readonly gone: readonly string[];
}

/** A watched part, kept up to date by one shared watch; costs nothing to read. */
export interface ObjectFeed<T> {
  /** By `namespace/name` (or `name`; workloads `Kind/namespace/name`). Do not keep: it is the live map. */
  readonly objects: ReadonlyMap<string, T>;
  readonly state: FeedState;
  /** Called after each change of objects or state, never for a mere bookmark. Returns a canceller. */
  subscribe(listener: (change: FeedChange<T>) => void): () => void;
}

/** Every watched part. Workloads join three kinds, services take their ready endpoints from EndpointSlices, longhorn is one computed value. */
export interface ClusterFeeds {
  readonly pods: ObjectFeed<PodFact>;
  readonly workloads: ObjectFeed<WorkloadFact>;
  readonly replicaSets: ObjectFeed<ReplicaSetFact>;
  readonly jobs: ObjectFeed<JobFact>;
  readonly nodes: ObjectFeed<NodeFact>;
  readonly services: ObjectFeed<ServiceFact>;
  readonly events: ObjectFeed<EventFact>;
  readonly runtimeClasses: ObjectFeed<RuntimeClassFact>;
  readonly claims: ObjectFeed<ClaimFact>;
  readonly volumes: ObjectFeed<VolumeFact>;
  readonly storageClasses: ObjectFeed<StorageClassFact>;
  readonly functions: ObjectFeed<FunctionFact>;
  /** At most one object, key `longhorn`; `absent` where Longhorn is not installed. */
  readonly longhorn: ObjectFeed<LonghornFacts>;
}
export type FeedName = keyof ClusterFeeds;

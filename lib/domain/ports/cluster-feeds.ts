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
  /** When the API server last said anything on it (list, event, bookmark), in ms of the API server's clock. */
  readonly heardAt?: number;
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
  /** By `namespace/name` (or `name`). Do not keep: it is the live map. */
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

/** Runs the watches. One set per installation, however many people look. */
export interface ClusterWatch {
  readonly feeds: ClusterFeeds;
  /** Never rejects and does not wait for the API server. */
  start(): void;
  /** Closes every connection. */
  stop(): Promise<void>;
  /** Reads every kind again from the start: after a silence, a connection that merely returned proves nothing. */
  resync(): void;
}

/** A cheap question to the API server, to learn that it answers and what time it has. */
export interface ClusterPulse {
  /** Server time in ms and its version. Throws cluster-unreachable or timed-out within `timeoutMs`. */
  ask(timeoutMs: number): Promise<{ readonly serverTime: number; readonly version?: string }>;
}

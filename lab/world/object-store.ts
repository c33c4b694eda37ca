import type { LabClock } from './clock';

/** Any API object, as JSON. */
export interface LabObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    deletionGracePeriodSeconds?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean; blockOwnerDeletion?: boolean }[];
    managedFields?: unknown[];
    finalizers?: string[];
    generateName?: string;
  };
  // biome-ignore lint/suspicious/noExplicitAny: API objects of every kind, built and changed by hand in the lab only.
  [field: string]: any;
}

export interface WriteOptions {
  /** Answers what the object would be; stores nothing, tells nobody. */
  readonly dryRun?: boolean;
  /** How ownership of the fields is recorded; Apply for a server-side apply that creates. Default: Update. */
  readonly operation?: 'Update' | 'Apply';
}

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: LabObject;
  /** What it was before, for MODIFIED and DELETED. */
  readonly previous?: LabObject | undefined;
  readonly resourceVersion: number;
}

/**
 * Everything the simulated API server holds. One counter of resourceVersions for all kinds, as etcd has. Kinds are named by their
 * `apiVersion/kind`, for instance `apps/v1/Deployment`. Objects handed out are frozen copies: change them through `change`.
 * Behaviours (controllers) subscribe and write through this, with a field manager, exactly as an API client would. Events are handed out
 * one after the other: what a listener writes is told to everybody after the event being told. A pod deleted through the API only gets its
 * deletionTimestamp, as in reality: it goes when the kubelet behaviour calls `remove`.
 */
export interface ObjectStore {
  readonly clock: LabClock;
  get(kind: string, namespace: string | undefined, name: string): LabObject | undefined;
  list(kind: string, namespace?: string): LabObject[];
  /** Creates, or replaces when it exists. Fills uid, creationTimestamp, resourceVersion, generation. */
  put(object: LabObject, manager: string, options?: WriteOptions): LabObject;
  /** Applies `mutate` to a copy and stores it when something changed. `subresource: 'status'` leaves generation alone. Undefined when absent. */
  change(
    kind: string,
    namespace: string | undefined,
    name: string,
    manager: string,
    mutate: (draft: LabObject) => void,
    subresource?: 'status',
    options?: WriteOptions,
  ): LabObject | undefined;
  /** Removes at once, and what it owns (background garbage collection), unless `orphan`. */
  remove(kind: string, namespace: string | undefined, name: string, options?: { orphan?: boolean }): LabObject | undefined;
  /** Called synchronously after each change. Returns a canceller. */
  subscribe(listener: (event: StoreEvent) => void): () => void;
  /** The last version given out. */
  readonly resourceVersion: number;
  /** Forgets events up to now: watches from before get 410. */
  compact(): void;
  /** What happened after this version, oldest first; undefined when that has been forgotten. */
  eventsSince(resourceVersion: number): readonly StoreEvent[] | undefined;
}

/** Anything inside a lab container that can be asked: exec, logs, port-forward. Implemented by lab/behaviour, used by lab/kubernetes. */
export interface ContainerAnswers {
  /** Runs argv in a container. May take lab time; `signal` aborts. */
  exec(input: {
    namespace: string;
    pod: string;
    container: string;
    argv: string[];
    signal: AbortSignal;
  }): Promise<{ stdout: string; stderr: string; exitCode: number }>;
  /** Log lines, oldest first; each `{ at, line }`. Undefined = no such previous container. */
  log(input: { namespace: string; pod: string; container: string; previous: boolean }): { at: string; line: string }[] | undefined;
  /** New lines as they come. Returns a canceller. */
  follow(input: { namespace: string; pod: string; container: string }, onLine: (entry: { at: string; line: string }) => void): () => void;
  /** Opens a byte stream to a port of the pod, or undefined when nothing listens. */
  connect?(input: { namespace: string; pod: string; port: number }): import('node:stream').Duplex | undefined;
  /** Kubelet figures of a node: the stats/summary document. */
  statsSummary(node: string): unknown;
}

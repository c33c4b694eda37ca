import type { LabClock } from './clock';
import type { ContainerAnswers, LabObject, ObjectStore, StoreEvent } from './object-store';

/** Disk of one claim, in bytes. Grows with the claim. */
export interface LabDisk {
  claim: string;
  usedBytes: number;
  capacityBytes: number;
  inodesUsed: number;
  inodes: number;
}

/** The simulated KVRocks: bytes by kind, what fills it, and whether it can write. */
export interface LabKvrocks {
  liveBytes: number;
  /** Part of liveBytes that has expired and that a COMPACT frees. */
  expiredBytes: number;
  archiveBytes: number;
  restBytes: number;
  capacityBytes: number;
  /** Bytes per hour of lab time that running inference adds. */
  fillBytesPerHour: number;
  compacting: boolean;
  backgroundErrors: number;
  writeError: string | undefined;
  walTtlSeconds: number;
  walSizeLimitMb: number;
}

/** GPU view of one function's pods: what cheap probes and CUDA say. Keyed by function name. */
export interface LabGpu {
  devices: boolean;
  cuda: boolean;
  /** `CPU-only wheel` and the like; undefined = fine. */
  cudaDetail: string | undefined;
}

/** What the CVAT server answers. */
export interface LabCvat {
  version: string;
  /** Answers nothing at all. */
  down: boolean;
  /** Plugin → words; `working` is good. */
  health: Record<string, string>;
  /** Throws 500 on GET /api/lambda/functions when a function breaks the list; computed from the functions, may be forced. */
  cloudStorages: { id: number; displayName: string; provider: string; resource: string; endpoint: string | undefined; status: string }[];
  inference: {
    id: string;
    functionId: string;
    task: number;
    status: string;
    progress: number;
    enqueuedAt: string;
    startedAt: string | undefined;
    error: string | undefined;
  }[];
  token: string;
}

export interface LabNuclio {
  version: string;
  dashboardDown: boolean;
  controllerDown: boolean;
  /** How often each process has been started: what one knew is gone with it. */
  dashboardStarts: number;
  controllerStarts: number;
}

/** What is wrong inside one pod although its spec is fine. Bound to the pod's uid: a new pod does not have it. */
export interface PodFault {
  /** The first container's process ends right after each start. `lines` are the last it writes. */
  readonly crash?: { readonly exitCode: number; readonly reason?: string; readonly lines: readonly string[] };
  /** What its readiness probe gets to see. */
  readonly unready?: string;
  /** The container lost its right to the GPU's device files while it ran. */
  readonly gpuLost?: boolean;
}

/** A node's own file systems, in bytes. Images lie on `imageFs`. */
export interface LabNodeFs {
  capacityBytes: number;
  usedBytes: number;
  imageUsedBytes: number;
}

/** Work of the lab in lab time. */
export interface LabTimers {
  /** Runs once after lab milliseconds; a reset of the world cancels it. */
  after(ms: number, task: () => void): () => void;
  /** Runs again and again, also after a reset. */
  every(ms: number, task: () => void): void;
  /** At most one pending run per key; a second request while one is pending is the same request. */
  enqueue(key: string, ms: number, task: () => void): void;
}

/** The whole simulated installation. */
export interface LabWorld {
  readonly clock: LabClock;
  readonly store: ObjectStore;
  readonly answers: ContainerAnswers;
  readonly disks: Map<string, LabDisk>;
  readonly kvrocks: LabKvrocks;
  readonly gpus: Map<string, LabGpu>;
  readonly cvat: LabCvat;
  readonly nuclio: LabNuclio;
  /** Adds a line to a container's log (and its followers). */
  log(namespace: string, pod: string, container: string, line: string, options?: { previous?: boolean }): void;
  /** Adds a core/v1 Event about an object, merging with an equal one. */
  event(input: {
    namespace: string;
    kind: string;
    name: string;
    type: 'Normal' | 'Warning';
    reason: string;
    message: string;
    component: string;
    container?: string;
  }): void;
  readonly namespace: string;
  readonly release: string;
  readonly timers: LabTimers;
  /** Pod uid → what is wrong inside it. */
  readonly podFaults: Map<string, PodFault>;
  /** Image reference → the registry's words when it is pulled. */
  readonly pullFailures: Map<string, string>;
  /** Functions whose image carries a framework built for the CPU. */
  readonly cpuBuilds: Set<string>;
  /** Functions whose build has lost the process that ran it: nothing ends it. */
  readonly abandonedBuilds: Set<string>;
  readonly nodeFs: Map<string, LabNodeFs>;
  /** Like store.subscribe, but silent while the whole world is replaced. */
  watch(listener: (event: StoreEvent) => void): () => void;
  /** Called after a reset, when the healthy objects are back. */
  onReset(task: () => void): void;
  /** 0 ≤ x < 1, the same sequence in every run. */
  random(): number;
  /** The object as it is in the healthy installation. */
  healthy(kind: string, namespace: string | undefined, name: string): LabObject | undefined;
  /** Back to the healthy installation, whatever happened since. */
  reset(): void;
}

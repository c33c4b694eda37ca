import type { LabClock } from './clock';
import type { ContainerAnswers, ObjectStore } from './object-store';

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
}

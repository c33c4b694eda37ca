import type { EventFact, NodeFact, RuntimeClassFact, ServiceFact } from '@/lib/domain/facts/cluster';
import type {
  CloudStorageFact,
  CvatAbout,
  CvatHealth,
  CvatModels,
  HelmReleaseFact,
  InferenceRequestFact,
  NuclioDashboardFact,
  ProxyDecisionFact,
} from '@/lib/domain/facts/cvat';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, FillLevels, LonghornFacts, NodeDiskFact, StorageClassFact, VolumeFact } from '@/lib/domain/facts/storage';
import type { JobFact, ReplicaSetFact, WorkloadFact } from '@/lib/domain/facts/workload';
import type { Part } from '@/lib/domain/part';

/** What each part of a snapshot holds. Cluster parts cover the installation's namespaces; nodes and classes the cluster. */
export interface SnapshotData {
  pods: readonly PodFact[];
  workloads: readonly WorkloadFact[];
  replicaSets: readonly ReplicaSetFact[];
  jobs: readonly JobFact[];
  nodes: readonly NodeFact[];
  services: readonly ServiceFact[];
  events: readonly EventFact[];
  runtimeClasses: readonly RuntimeClassFact[];
  claims: readonly ClaimFact[];
  volumes: readonly VolumeFact[];
  storageClasses: readonly StorageClassFact[];
  functions: readonly FunctionFact[];
  /** Service CIDRs of the cluster and the ClusterIP of the API server, for judging address ranges. */
  network: {
    readonly serviceCidrs: readonly string[];
    readonly podCidrs: readonly string[];
    readonly apiServerAddresses: readonly string[];
    readonly nodeAddresses: readonly string[];
  };
  longhorn: LonghornFacts;
  fillLevels: FillLevels;
  nodeDisks: readonly NodeDiskFact[];
  kvrocks: KvrocksFacts;
  gpuProbes: readonly GpuProbeFact[];
  cvatAbout: CvatAbout;
  cvatHealth: CvatHealth;
  cvatModels: CvatModels;
  cloudStorages: readonly CloudStorageFact[];
  inferenceRequests: readonly InferenceRequestFact[];
  nuclioDashboard: NuclioDashboardFact;
  proxyDecisions: readonly ProxyDecisionFact[];
  helmRelease: HelmReleaseFact;
  /** Last lines of the previous container of pods that crash, redacted. Key: namespace/pod/container. */
  crashLogs: Readonly<Record<string, readonly string[]>>;
  /** Last lines of build Jobs of failed or building functions. Key: function name. */
  buildLogs: Readonly<Record<string, readonly string[]>>;
}

export type SnapshotPart = keyof SnapshotData;

/** The facts of one moment, part by part. */
export type Snapshot = { readonly [P in SnapshotPart]: Part<SnapshotData[P]> };

/** What a check is handed: the data of the parts it needs, all known and fresh, and the parts it may use as they are. */
export type Facts<Need extends SnapshotPart, May extends SnapshotPart = never> = { readonly [P in Need]: SnapshotData[P] } & {
  readonly [P in May]: Part<SnapshotData[P]>;
};

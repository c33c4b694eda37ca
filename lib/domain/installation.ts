/** One CVAT release in one namespace of one cluster, and the names everything else is found by. Never hard-coded: configured or derived. */
export interface Installation {
  /** Shown as the cluster's name: the kubeconfig's context, or `lab`. */
  readonly cluster: string;
  readonly namespace: string;
  readonly release: string;
  /** Where Nuclio's functions live; usually the release's namespace. */
  readonly nuclioNamespace: string;
  /** Project label of CVAT's functions, `nuclio.io/project-name`. */
  readonly nuclioProject: string;
}

/** Figures checks compare with. Changed on the Settings page; the defaults stand in thresholds.ts. */
export interface Thresholds {
  readonly restartsIn10Minutes: number;
  readonly volumeWarnPercent: number;
  readonly volumeCriticalPercent: number;
  readonly kvrocksWarnPercent: number;
  readonly kvrocksCriticalPercent: number;
  readonly hoursToFullWarn: number;
  readonly hoursToFullCritical: number;
  readonly nodeDiskWarnPercent: number;
  readonly buildStuckMinutes: number;
  readonly unschedulableSeconds: number;
  readonly pendingPullSeconds: number;
  readonly probeFailureSeconds: number;
}

export const defaultThresholds: Thresholds = {
  restartsIn10Minutes: 3,
  volumeWarnPercent: 85,
  volumeCriticalPercent: 95,
  kvrocksWarnPercent: 75,
  kvrocksCriticalPercent: 92,
  hoursToFullWarn: 72,
  hoursToFullCritical: 6,
  nodeDiskWarnPercent: 80,
  buildStuckMinutes: 20,
  unschedulableSeconds: 30,
  pendingPullSeconds: 30,
  probeFailureSeconds: 30,
};

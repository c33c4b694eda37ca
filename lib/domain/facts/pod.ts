import type { ConditionFact, EnvFact, ProbeFact } from '@/lib/domain/facts/template';

/** State of one container as the kubelet reported it. */
export interface ContainerState {
  readonly kind: 'waiting' | 'running' | 'terminated' | 'unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly exitCode?: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

export interface ContainerFact {
  readonly name: string;
  readonly image: string;
  readonly init: boolean;
  readonly ready: boolean;
  readonly restarts: number;
  readonly state: ContainerState;
  readonly lastState?: ContainerState;
  readonly ports: readonly number[];
  readonly liveness?: ProbeFact;
  readonly readiness?: ProbeFact;
  /** As written, for instance `{ 'nvidia.com/gpu': '1', memory: '8Gi' }`. */
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  /** Only mounts of claims. */
  readonly mounts: readonly { readonly claim: string; readonly path: string; readonly subPath?: string }[];
  readonly env: readonly EnvFact[];
}

/** A pod, trimmed to what is judged or shown. */
export interface PodFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string;
  readonly deletingSince?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The direct controller (ReplicaSet, StatefulSet, Job …). */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** The workload an operator thinks of: the Deployment behind the ReplicaSet, else the owner itself. */
  readonly workload?: { readonly kind: string; readonly name: string };
  readonly node?: string;
  readonly podIp?: string;
  readonly phase: string;
  readonly reason?: string;
  readonly message?: string;
  readonly runtimeClass?: string;
  readonly conditions: readonly ConditionFact[];
  readonly containers: readonly ContainerFact[];
}

import type { ConditionFact, TemplateFact } from '@/lib/domain/facts/template';

/** A Deployment, StatefulSet or DaemonSet. */
export interface WorkloadFact {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly generation: number;
  readonly observedGeneration: number;
  readonly paused: boolean;
  readonly strategy: string;
  readonly progressDeadlineSeconds?: number;
  readonly desired: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  readonly conditions: readonly ConditionFact[];
  readonly template: TemplateFact;
  /** Deployments: `deployment.kubernetes.io/revision`. */
  readonly revision?: number;
  /** StatefulSets: name and requested size of each claim template. */
  readonly claimTemplates: readonly { readonly name: string; readonly size: string }[];
  /** Who wrote it last, from managedFields: manager, operation, time. Newest first, at most five. */
  readonly writers: readonly { readonly manager: string; readonly at?: string }[];
}

/** A ReplicaSet: the revisions an undo can go back to. */
export interface ReplicaSetFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: string;
  readonly owner?: string;
  readonly revision: number;
  readonly desired: number;
  readonly ready: number;
  readonly template: TemplateFact;
}

export interface JobFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly conditions: readonly ConditionFact[];
  readonly images: readonly string[];
}

import type { ConditionFact } from '@/lib/domain/facts/template';

export interface NodeFact {
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  readonly kubeletPort?: number;
  readonly kubeletVersion: string;
  readonly containerRuntime: string;
  readonly unschedulable: boolean;
  readonly taints: readonly { readonly key: string; readonly effect: string; readonly value?: string }[];
  readonly conditions: readonly ConditionFact[];
  readonly capacity: Readonly<Record<string, string>>;
  readonly allocatable: Readonly<Record<string, string>>;
  /** Largest first, at most twenty. */
  readonly images: readonly { readonly names: readonly string[]; readonly bytes: number }[];
}

export interface ServiceFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly clusterIps: readonly string[];
  readonly externalIps: readonly string[];
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string; readonly nodePort?: number }[];
  readonly labels: Readonly<Record<string, string>>;
  /** Ready addresses behind it, from its EndpointSlices; undefined when those could not be read. */
  readonly readyEndpoints?: number;
}

export interface EventFact {
  readonly namespace: string;
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly subject: { readonly kind: string; readonly name: string; readonly uid?: string; readonly container?: string };
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export interface RuntimeClassFact {
  readonly name: string;
  readonly handler: string;
}

/** A condition, found by type and never by position. */
export interface ConditionFact {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionAt?: string;
}

/** A probe as declared. */
export interface ProbeFact {
  readonly kind: 'http' | 'tcp' | 'exec' | 'grpc';
  readonly port?: number | string;
  readonly path?: string;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly initialDelaySeconds: number;
}

/** One environment variable. A value that may be a secret is never here: `redacted` stands in its place. */
export interface EnvFact {
  readonly name: string;
  readonly value?: string;
  readonly redacted?: true;
  readonly from?: { readonly kind: 'secret' | 'configMap' | 'field' | 'resource'; readonly name?: string; readonly key: string };
}

export interface TemplateContainerFact {
  readonly name: string;
  readonly image: string;
  readonly init: boolean;
  readonly env: readonly EnvFact[];
  readonly ports: readonly number[];
  readonly liveness?: ProbeFact;
  readonly readiness?: ProbeFact;
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
}

/** The pod template of a workload. */
export interface TemplateFact {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly runtimeClass?: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly containers: readonly TemplateContainerFact[];
  readonly claims: readonly string[];
}

/** Condition of a type, or undefined. */
export function findCondition(conditions: readonly ConditionFact[], type: string): ConditionFact | undefined {
  return conditions.find((c) => c.type === type);
}

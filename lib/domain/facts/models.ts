/** A NuclioFunction as its custom resource says. */
export interface FunctionFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** `ready`, `error`, `unhealthy`, `building` …; undefined where the resource has none (CVAT's list breaks on such a one). */
  readonly state?: string;
  /** Trimmed; undefined when blank (the dashboard writes "\n"). */
  readonly message?: string;
  /** `err` or message of the last entries of status.logs: the cause often stands only here. */
  readonly lastLogs: readonly { readonly level: string; readonly message: string; readonly at?: string }[];
  readonly description?: string;
  readonly image?: string;
  readonly disabled: boolean;
  readonly gpus: number;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly runtimeClass?: string;
  readonly internalUrls: readonly string[];
  readonly buildTimestamp?: number;
  readonly hasBuild: boolean;
  readonly buildTimeoutSeconds?: number;
}

/** What a function's pod says about its GPU. Cheap questions first; CUDA only when asked for. */
export interface GpuProbeFact {
  readonly namespace: string;
  readonly pod: string;
  readonly podUid: string;
  readonly functionName: string;
  readonly observedAt: string;
  readonly devices: readonly string[];
  readonly driver?: { readonly version: string; readonly cuda?: string };
  readonly cards: readonly {
    readonly name: string;
    readonly usedMib: number;
    readonly totalMib: number;
    readonly utilisationPercent?: number;
    readonly temperature?: number;
    readonly watts?: number;
  }[];
  /** From the framework in the container; `not-asked` until somebody wants to know. */
  readonly cuda: {
    readonly kind: 'true' | 'false' | 'not-asked' | 'failed';
    readonly framework?: string;
    readonly builtFor?: string;
    readonly detail?: string;
    readonly at?: string;
  };
}
